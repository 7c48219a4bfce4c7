package dev.parley.projection.conversation;

import static dev.parley.projection.Story.ANA;
import static dev.parley.projection.Story.BEN;
import static dev.parley.projection.Story.CAI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.GroupView;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MembershipsView;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.conversation.Window;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.EventHeaders;
import dev.parley.api.wire.Topic;
import dev.parley.projection.EmbeddedViewStore;
import dev.parley.projection.Story;
import dev.parley.projection.conversation.MembershipsProjector.Belonging;
import dev.parley.projection.conversation.MembershipsProjector.Place;
import dev.parley.projection.runtime.Driven;
import dev.parley.projection.runtime.MemoryKafka;
import dev.parley.projection.runtime.StoredJson;
import dev.parley.projection.runtime.ViewGeneration;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every story reaches the views in two ways: each event twice in one batch, and in two batches of which the second begins again. */
class ConversationViewsTest {

    private final EmbeddedViewStore store = new EmbeddedViewStore();
    private final MemoryKafka kafka = new MemoryKafka();
    private final List<? extends Driven<?, ?>> projections = ConversationProjections.in(store.database()).stream()
            .map(projection -> Driven.by(projection, kafka))
            .toList();

    enum Delivery {
        TWICE_IN_ONE_BATCH,
        IN_TWO_BATCHES_THAT_OVERLAP,
        WITH_A_RESTART_BETWEEN
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void theHeadShowsTheNewestMessageAndHowManyTheyAre(Delivery delivery) {
        Story story = Story.aGroupOf(ANA, BEN)
                .says(ANA, "hello")
                .adds(ANA, CAI, Story.user(4))
                .says(BEN, "welcome")
                .kicks(ANA, BEN)
                .leaves(CAI);
        deliver(story, delivery);

        assertThat(head(story))
                .isEqualTo(new ConversationView(
                        story.conversation(),
                        dev.parley.api.conversation.ConversationType.GROUP,
                        "Friends",
                        2,
                        null,
                        2,
                        5,
                        new ConversationView.LastMessage(
                                story.message(2), 2, BEN, story.at(3), "welcome", "text", null, null),
                        story.at(5),
                        GroupView.of(ANA),
                        List.of(),
                        List.of(),
                        null));
    }

    @ParameterizedTest
    @EnumSource
    void historyHoldsEveryMessageAndTheLogEveryEvent(Delivery delivery) {
        Story story = Story.aGroupOf(ANA, BEN).says(ANA, "你好").kicks(ANA, BEN).says(ANA, "alone");
        deliver(story, delivery);

        assertThat(store.all(Views.MESSAGES)).hasSize(2);
        assertThat(view(Views.MESSAGES, story.message(1), MessageView.class))
                .isEqualTo(new MessageView(story.message(1), 1, 1, ANA, story.at(1), text(story, 1), null, List.of()));
        assertThat(store.all(Views.CONVERSATION_LOG)).hasSize(4);
        LoggedEventView logged =
                view(Views.CONVERSATION_LOG, LoggedEventView.key(story.conversation(), 3), LoggedEventView.class);
        assertThat(logged.event()).isEqualTo("MessageSent");
        assertThat(logged.by()).isEqualTo(ANA.toString());
        assertThat(StoredJson.MAPPER.readValue(logged.data(), MessageSent.class))
                .isEqualTo(story.events().get(3));
    }

    @ParameterizedTest
    @EnumSource
    void whoIsRemovedAndComesBackHasTwoWindows(Delivery delivery) {
        Story story = Story.aGroupOf(ANA, BEN)
                .says(ANA, "one")
                .kicks(ANA, BEN)
                .says(ANA, "not for Ben")
                .adds(ANA, BEN, CAI)
                .says(BEN, "back");
        deliver(story, delivery);

        assertThat(membership(BEN, story))
                .isEqualTo(new Membership(List.of(new Window(0, 0, 2L, 1L), new Window(4, 2, null, null)), 4));
        assertThat(membership(CAI, story)).isEqualTo(Membership.from(4, 2));
        assertThat(membership(ANA, story)).isEqualTo(Membership.from(0, 0));
    }

    @Test
    void aPersonHasOneDocumentForAllConversations() {
        Story one = Story.aGroupOf(ANA, BEN);
        Story other = Story.aGroupOf(BEN, ANA).leaves(BEN);
        deliver(one, Delivery.TWICE_IN_ONE_BATCH);
        deliver(other, Delivery.TWICE_IN_ONE_BATCH);

        MembershipsView ben = view(Views.MEMBERSHIPS, BEN, MembershipsView.class);
        assertThat(ben.conversations()).containsOnlyKeys(one.conversation(), other.conversation());
        assertThat(ben.conversations().get(one.conversation()).current()).isTrue();
        assertThat(ben.conversations().get(other.conversation()).current()).isFalse();
    }

    @Test
    void aLongTextIsCutBetweenCharactersAndNotInsideOne() {
        Story story = Story.aGroupOf(ANA).says(ANA, "😀".repeat(200));
        deliver(story, Delivery.TWICE_IN_ONE_BATCH);

        ConversationView.LastMessage last = head(story).lastMessage();
        assertThat(last).isNotNull();
        assertThat(last.preview()).isEqualTo("😀".repeat(119) + "…");
    }

    @Test
    void afterPoisonTheViewsOfThatConversationStandStillAndAllOthersFlow() {
        Story broken =
                Story.aGroupOf(ANA, BEN).says(ANA, "one").says(ANA, "two").says(ANA, "three");
        Story sound = Story.aGroupOf(ANA, BEN).says(BEN, "one");
        String key = broken.conversation().toString();
        kafka.publish(broken.events(), 0, 1);
        kafka.append(
                Topic.CONVERSATION_EVENTS,
                key,
                "{}",
                Map.of(EventHeaders.TYPE, "MessageSent", EventHeaders.VERSION, "2"));
        kafka.publish(broken.events(), 3, 3);
        kafka.publish(sound.events());
        read();

        assertThat(head(broken).version()).isEqualTo(1);
        assertThat(head(sound).version()).isEqualTo(1);
        assertThat(kafka.deadLetters())
                .containsExactly(
                        "POISON heads 2",
                        "PARKED heads 3",
                        "POISON history 2",
                        "PARKED history 3",
                        "POISON memberships 2",
                        "PARKED memberships 3",
                        "POISON mentions 2",
                        "PARKED mentions 3",
                        "POISON media 2",
                        "PARKED media 3");
    }

    @Test
    void aLateWriterChangesNothing() {
        Story story = Story.aGroupOf(ANA, BEN).says(ANA, "one");
        kafka.publish(story.events());
        read();
        ConversationView newer = head(story);
        Memberships memberships = new Memberships(new ViewGeneration(store.database(), 1));
        Heads heads = new Heads(new ViewGeneration(store.database(), 1));

        heads.save(Map.of(
                new HeadsProjector.Place.Head(story.conversation()),
                new HeadsProjector.Shown.OfHead(new ConversationView(
                        story.conversation(), newer.type(), "Old name", 9, null, 0, 0, null, newer.activeAt()))));
        memberships.save(Map.of(
                new Place.Stay(ANA, story.conversation()),
                new Belonging.OfPerson(new Membership(List.of(Window.from(0, 7)), 0))));

        assertThat(head(story)).isEqualTo(newer);
        assertThat(membership(ANA, story)).isEqualTo(Membership.from(0, 0));
    }

    private void deliver(Story story, Delivery delivery) {
        int last = story.events().size() - 1;
        switch (delivery) {
            case TWICE_IN_ONE_BATCH -> {
                kafka.publish(story.events());
                kafka.publish(story.events());
            }
            case IN_TWO_BATCHES_THAT_OVERLAP -> {
                kafka.publish(story.events(), 0, last / 2);
                read();
                kafka.publish(story.events());
            }
            case WITH_A_RESTART_BETWEEN -> {
                kafka.publish(story.events(), 0, last / 2);
                read();
                projections.forEach(Driven::restart);
                kafka.publish(story.events(), last / 2 + 1, last);
            }
        }
        read();
        assertThat(kafka.deadLetters()).isEmpty();
    }

    private void read() {
        projections.forEach(Driven::read);
    }

    private ConversationView head(Story story) {
        return view(Views.CONVERSATIONS, story.conversation(), ConversationView.class);
    }

    private Membership membership(UserId user, Story story) {
        Map<ConversationId, Membership> all =
                view(Views.MEMBERSHIPS, user, MembershipsView.class).conversations();
        return all.get(story.conversation());
    }

    private <T> T view(String collection, Object id, Class<T> type) {
        Document document = store.database()
                .getCollection(collection)
                .find(new Document("_id", id.toString()))
                .first();
        assertThat(document).as(collection + " " + id).isNotNull();
        return StoredJson.view(document, type);
    }

    private static dev.parley.api.conversation.Content text(Story story, int version) {
        return ((MessageSent) story.events().get(version)).content();
    }
}
