package dev.parley.command.contact;

import dev.parley.api.people.FriendshipEvent;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.UserId;
import dev.parley.command.people.PeopleDirectory;
import dev.parley.command.people.Standing;
import dev.parley.command.store.RecentReads;
import java.util.Objects;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Two small histories are read, hers and what is between the two; both at most once a second while nothing happens in them. */
final class StoredContacts implements Contacts {

    private record Ties(boolean friends, boolean blocked) {}

    private final PeopleDirectory people;
    private final RecentReads<Ties> ties;

    StoredContacts(EventStore events, PeopleDirectory people) {
        this.people = people;
        this.ties = new RecentReads<>(events, FriendshipEvent.class, StoredContacts::read);
    }

    @Override
    public Rapport of(UserId by, UserId other) {
        Ties between =
                Objects.requireNonNull(ties.of(FriendshipId.between(by, other).toString()));
        Standing standing = people.find(other).orElse(Standing.NEW);
        return new Rapport(other, standing, between.friends(), between.blocked());
    }

    private static Ties read(DomainEventStream history) {
        Bond bond = new Bond();
        while (history.hasNext()) {
            switch (history.next().getPayload()) {
                case Friendship snapshot -> bond = snapshot.bond();
                case FriendshipEvent event -> bond.on(event);
                default -> throw new IllegalStateException("Something else has the id of a friendship");
            }
        }
        return new Ties(bond.friends(), bond.blocked());
    }
}
