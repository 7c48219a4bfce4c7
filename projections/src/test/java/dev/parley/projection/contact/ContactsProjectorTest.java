package dev.parley.projection.contact;

import static dev.parley.projection.Story.ANA;
import static dev.parley.projection.Story.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.people.Contact;
import dev.parley.api.people.Contact.Direction;
import dev.parley.api.people.Contact.Request;
import dev.parley.api.people.ContactsView;
import dev.parley.api.people.FriendshipEvent;
import dev.parley.api.people.FriendshipEvent.FriendRemarked;
import dev.parley.api.people.FriendshipEvent.FriendRequestAccepted;
import dev.parley.api.people.FriendshipEvent.FriendRequestWithdrawn;
import dev.parley.api.people.FriendshipEvent.FriendRequested;
import dev.parley.api.people.FriendshipEvent.PersonBlocked;
import dev.parley.api.people.FriendshipEvent.PersonUnblocked;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.projection.EmbeddedViewStore;
import dev.parley.projection.runtime.Driven;
import dev.parley.projection.runtime.MemoryKafka;
import dev.parley.projection.runtime.StoredJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everything is delivered twice, and in batches that a restart divides at every place. */
class ContactsProjectorTest {

    private static final FriendshipId PAIR = FriendshipId.between(ANA, BEN);
    private static final Instant AT = Instant.parse("2030-01-02T03:04:05Z");
    private static final Instant LATER = AT.plusSeconds(60);
    private static final FriendRequested ASKED = new FriendRequested(PAIR, ANA, BEN, "Lunch?", LATER, AT);
    private static final FriendRequestAccepted ACCEPTED = new FriendRequestAccepted(PAIR, BEN, ANA, AT);

    private EmbeddedViewStore store = new EmbeddedViewStore();

    @AfterEach
    void close() {
        store.close();
    }

    private Map<UserId, Map<UserId, Contact>> after(FriendshipEvent... events) {
        Map<UserId, Map<UserId, Contact>> first = null;
        for (int division = 0; division <= events.length; division++) {
            store.close();
            store = new EmbeddedViewStore();
            MemoryKafka kafka = new MemoryKafka();
            Driven<?, ?> projection = Driven.by(ContactProjections.in(store.database()), kafka);
            publishTwice(kafka, events, 0, division);
            projection.read();
            projection.restart();
            publishTwice(kafka, events, division, events.length);
            projection.read();
            Map<UserId, Map<UserId, Contact>> views = views();
            first = first == null ? views : first;
            assertThat(views).as("divided at " + division).isEqualTo(first);
        }
        return first;
    }

    private static void publishTwice(MemoryKafka kafka, FriendshipEvent[] events, int from, int to) {
        for (int time = 0; time < 2; time++) {
            for (int version = from; version < to; version++) {
                kafka.publish(Topic.PEOPLE_EVENTS, PAIR.toString(), events[version], version);
            }
        }
    }

    private Map<UserId, Map<UserId, Contact>> views() {
        return store.all(Views.CONTACTS).stream()
                .map(document -> StoredJson.view(document, ContactsView.class))
                .filter(view -> !view.contacts().isEmpty())
                .collect(Collectors.toMap(ContactsView::user, ContactsView::contacts));
    }

    private static Contact contact(Function<Contact, Contact> change) {
        return change.apply(Contact.none(PAIR));
    }

    @Test
    void aRequestIsOutForTheOneAndInForTheOther() {
        assertThat(after(ASKED))
                .isEqualTo(Map.of(
                        ANA,
                        Map.of(BEN, contact(it -> it.asked(new Request(Direction.OUT, "Lunch?", AT, LATER), 0))),
                        BEN,
                        Map.of(ANA, contact(it -> it.asked(new Request(Direction.IN, "Lunch?", AT, LATER), 0)))));
    }

    @Test
    void friendsAreFriendsOfEachOtherAndARemarkIsOnesOwn() {
        assertThat(after(ASKED, ACCEPTED, new FriendRemarked(PAIR, ANA, BEN, "Benny", AT)))
                .isEqualTo(Map.of(
                        ANA,
                        Map.of(BEN, contact(it -> it.befriended(AT, 1).remarked("Benny", 2))),
                        BEN,
                        Map.of(ANA, contact(it -> it.befriended(AT, 1)))));
    }

    @Test
    void aBlockIsKnownToWhoBlockedAlone() {
        assertThat(after(ASKED, ACCEPTED, new PersonBlocked(PAIR, BEN, ANA, LATER)))
                .isEqualTo(Map.of(BEN, Map.of(ANA, contact(it -> it.blocked(LATER, 2)))));
    }

    @Test
    void whatIsOverLeavesNothingBehind() {
        for (List<FriendshipEvent> story : List.of(
                List.<FriendshipEvent>of(ASKED, new FriendRequestWithdrawn(PAIR, ANA, BEN, AT)),
                List.<FriendshipEvent>of(
                        ASKED,
                        ACCEPTED,
                        new PersonBlocked(PAIR, BEN, ANA, AT),
                        new PersonUnblocked(PAIR, BEN, ANA, AT)))) {
            assertThat(after(story.toArray(FriendshipEvent[]::new)).values()).allMatch(Map::isEmpty);
        }
    }
}
