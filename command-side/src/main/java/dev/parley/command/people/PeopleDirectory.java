package dev.parley.command.people;

import dev.parley.api.people.PersonEvent;
import dev.parley.api.people.PersonEvent.PersonErased;
import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.people.PersonEvent.PersonReinstated;
import dev.parley.api.people.PersonEvent.PersonSuspended;
import dev.parley.api.people.PersonEvent.PrivacyChanged;
import dev.parley.api.people.PersonState;
import dev.parley.api.people.UserId;
import dev.parley.command.store.RecentReads;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Knows who exists, and how they stand to others, from the event store itself, so that it is never behind. Blocking. */
public final class PeopleDirectory {

    private final RecentReads<Standing> standings;

    public PeopleDirectory(EventStore events) {
        standings = new RecentReads<>(events, PersonEvent.class, PeopleDirectory::read);
    }

    /** Empty when nobody has this id; of somebody erased there still is something to know. */
    public Optional<Standing> find(UserId user) {
        return Optional.ofNullable(standings.of(user.toString()));
    }

    /** Those of the given who do not exist, or not any more. */
    public List<UserId> strangersAmong(Collection<UserId> users) {
        return users.stream()
                .filter(user -> find(user).map(Standing::erased).orElse(true))
                .toList();
    }

    private static @Nullable Standing read(DomainEventStream history) {
        // The type matters: a conversation's id is a UUID too, and its history may be long.
        if (!history.hasNext() || !history.peek().getType().equals(Person.class.getSimpleName())) {
            return null;
        }
        @Nullable Standing standing = null;
        while (history.hasNext()) {
            standing = after(
                    standing == null ? Standing.NEW : standing, history.next().getPayload());
        }
        return standing;
    }

    private static Standing after(Standing before, Object payload) {
        return switch (payload) {
            case Person snapshot -> snapshot.standing();
            case PersonRegistered registered -> Standing.NEW;
            case PrivacyChanged changed -> new Standing(changed.privacy(), before.state());
            case PersonSuspended suspended -> before.with(PersonState.SUSPENDED);
            case PersonReinstated reinstated -> before.with(PersonState.ACTIVE);
            case PersonErased erased -> before.with(PersonState.ERASED);
            default -> before;
        };
    }
}
