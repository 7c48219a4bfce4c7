package dev.parley.push.fanout;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.UserId;
import dev.parley.push.tail.MembershipChange;
import dev.parley.push.tail.Published;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who is connected and which conversations they are in, right by version as of the newest record that was dispatched. */
final class Roster {

    private final Map<UserId, Person> persons = new HashMap<>();
    private final Map<ConversationId, Room> rooms = new HashMap<>();

    @Nullable
    Person person(UserId user) {
        return persons.get(user);
    }

    @Nullable
    Room room(ConversationId conversation) {
        return rooms.get(conversation);
    }

    Iterable<Person> persons() {
        return persons.values();
    }

    Person add(UserId user, Map<ConversationId, Membership> memberships) {
        Person person = new Person(user, memberships);
        persons.put(user, person);
        return person;
    }

    /**
     * Gives a connection its seats. Memberships that ended get one too: the view may be ahead of what was dispatched, so the last
     * events of such a stay may still be to come. The first event behind them frees the seat.
     */
    void seat(Subscription subscription) {
        Person person = subscription.person();
        person.subscriptions().add(subscription);
        person.stays().values().forEach(stay -> seat(subscription, stay));
    }

    void unseat(Subscription subscription) {
        Person person = subscription.person();
        person.subscriptions().remove(subscription);
        subscription.seats().forEach((conversation, seat) -> {
            Room room = rooms.get(conversation);
            if (room != null) {
                room.seats().remove(seat);
                removeIfEmpty(conversation, room);
            }
        });
        if (person.subscriptions().isEmpty()) {
            persons.remove(person.user());
        }
    }

    void removeIfEmpty(ConversationId conversation, Room room) {
        if (room.seats().isEmpty()) {
            rooms.remove(conversation);
        }
    }

    /** Lets an event change who belongs where. Doing it twice, or on top of a view that has it already, changes nothing. */
    void apply(Published event) {
        switch (event.change()) {
            case null -> {}
            case MembershipChange.Joined joined -> {
                for (UserId member : joined.members()) {
                    Person person = persons.get(member);
                    if (person != null) {
                        Stay stay = person.joined(
                                event.conversation(), event.version(), joined.headSeq(), joined.afterSeq());
                        person.subscriptions().forEach(subscription -> seat(subscription, stay));
                    }
                }
            }
            case MembershipChange.Ended ended -> {
                Person person = persons.get(ended.member());
                if (person != null) {
                    person.ended(event.conversation(), event.version(), ended.headSeq());
                }
            }
            case MembershipChange.Disbanded disbanded -> {
                Room room = rooms.get(event.conversation());
                if (room != null) {
                    room.seats()
                            .forEach(seat -> seat.subscription()
                                    .person()
                                    .ended(event.conversation(), event.version(), disbanded.headSeq()));
                }
            }
        }
    }

    /** The same for one person alone, who is not seated yet. */
    void apply(Published event, Person person) {
        switch (event.change()) {
            case null -> {}
            case MembershipChange.Joined joined -> {
                if (joined.members().contains(person.user())) {
                    person.joined(event.conversation(), event.version(), joined.headSeq(), joined.afterSeq());
                }
            }
            case MembershipChange.Ended ended -> {
                if (ended.member().equals(person.user())) {
                    person.ended(event.conversation(), event.version(), ended.headSeq());
                }
            }
            case MembershipChange.Disbanded disbanded ->
                person.ended(event.conversation(), event.version(), disbanded.headSeq());
        }
    }

    private void seat(Subscription subscription, Stay stay) {
        rooms.computeIfAbsent(stay.conversation(), conversation -> new Room())
                .seats()
                .add(subscription.seat(stay));
    }
}
