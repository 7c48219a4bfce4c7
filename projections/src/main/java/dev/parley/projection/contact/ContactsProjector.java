package dev.parley.projection.contact;

import dev.parley.api.people.Contact;
import dev.parley.api.people.Contact.Direction;
import dev.parley.api.people.Contact.Request;
import dev.parley.api.people.FriendshipEvent;
import dev.parley.api.people.FriendshipEvent.FriendRemarked;
import dev.parley.api.people.FriendshipEvent.FriendRemoved;
import dev.parley.api.people.FriendshipEvent.FriendRequestAccepted;
import dev.parley.api.people.FriendshipEvent.FriendRequestDeclined;
import dev.parley.api.people.FriendshipEvent.FriendRequestWithdrawn;
import dev.parley.api.people.FriendshipEvent.FriendRequested;
import dev.parley.api.people.FriendshipEvent.PersonBlocked;
import dev.parley.api.people.FriendshipEvent.PersonUnblocked;
import dev.parley.api.people.PeopleEvent;
import dev.parley.api.people.PersonEvent;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import java.util.List;
import java.util.function.UnaryOperator;

/** What people have with each other, told to each of the two from their own side: a block is known to who blocked, and to nobody else. */
final class ContactsProjector implements Projector<Tie, Contact> {

    @Override
    public String name() {
        return Projectors.CONTACTS;
    }

    @Override
    public List<Source<Tie, Contact>> sources() {
        return List.of(Source.inOrder(Topic.PEOPLE_EVENTS, PeopleEvent.class, this::on));
    }

    private List<Change<Tie, Contact>> on(Received<PeopleEvent> received) {
        return switch (received.event()) {
            case FriendshipEvent event -> on(event, received.version());
            case PersonEvent event -> List.of();
        };
    }

    private static List<Change<Tie, Contact>> on(FriendshipEvent event, long version) {
        return switch (event) {
            case FriendRequested asked ->
                List.of(
                        mine(asked, contact -> contact.asked(request(asked, Direction.OUT), version)),
                        theirs(asked, contact -> contact.asked(request(asked, Direction.IN), version)));
            case FriendRequestAccepted accepted ->
                both(accepted, contact -> contact.befriended(accepted.at(), version));
            case FriendRequestDeclined declined -> both(declined, contact -> contact.unasked(version));
            case FriendRequestWithdrawn withdrawn -> both(withdrawn, contact -> contact.unasked(version));
            case FriendRemoved removed -> both(removed, contact -> contact.parted(version));
            case FriendRemarked remarked ->
                List.of(mine(remarked, contact -> contact.remarked(remarked.remark(), version)));
            case PersonBlocked blocked ->
                List.of(
                        mine(blocked, contact -> contact.parted(version).blocked(blocked.at(), version)),
                        theirs(blocked, contact -> contact.parted(version)));
            case PersonUnblocked unblocked -> List.of(mine(unblocked, contact -> contact.blocked(null, version)));
        };
    }

    private static Request request(FriendRequested asked, Direction direction) {
        return new Request(direction, asked.message(), asked.at(), asked.expiresAt());
    }

    private static List<Change<Tie, Contact>> both(FriendshipEvent event, UnaryOperator<Contact> step) {
        return List.of(mine(event, step), theirs(event, step));
    }

    private static Change<Tie, Contact> mine(FriendshipEvent event, UnaryOperator<Contact> step) {
        return change(new Tie(event.by(), event.other()), event, step);
    }

    private static Change<Tie, Contact> theirs(FriendshipEvent event, UnaryOperator<Contact> step) {
        return change(new Tie(event.other(), event.by()), event, step);
    }

    private static Change<Tie, Contact> change(Tie tie, FriendshipEvent event, UnaryOperator<Contact> step) {
        return new Change<>(tie, before -> step.apply(before == null ? Contact.none(event.friendship()) : before));
    }
}
