package dev.parley.command.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.api.people.UserId;
import java.util.Collection;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Knows who exists, from the event store itself, so that it is never behind. People are never un-registered, so a yes may be
 * remembered; a no may not. Blocking.
 */
public final class PeopleDirectory {

    private static final int REMEMBERED = 100_000;

    private final EventStore events;
    private final Cache<UserId, Boolean> known =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    public PeopleDirectory(EventStore events) {
        this.events = events;
    }

    /** Those of the given who do not exist. */
    public List<UserId> strangersAmong(Collection<UserId> users) {
        return users.stream().filter(user -> !exists(user)).toList();
    }

    private boolean exists(UserId user) {
        if (known.getIfPresent(user) != null) {
            return true;
        }
        // The type matters: a conversation's id is a UUID too.
        DomainEventStream history = events.readEvents(user.toString());
        boolean person = history.hasNext() && history.peek().getType().equals(Person.class.getSimpleName());
        if (person) {
            known.put(user, Boolean.TRUE);
        }
        return person;
    }
}
