package dev.parley.command.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.function.Function;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * What commands on one aggregate have to know of another, read from its history in the event store. Remembered for a second, for what
 * other nodes do; of what is appended here nothing is remembered for as long as an older reading could live, so that whoever was told
 * that something is done finds it so. Blocks for as long as a disk takes.
 */
public final class RecentReads<V> {

    private static final int REMEMBERED = 100_000;
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** Longer than {@link #FRESH}: what was read just before the change is forgotten by then. */
    private static final Duration MOVING = Duration.ofSeconds(3);

    private final Function<String, @Nullable V> reading;
    private final Cache<String, V> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(FRESH)
            .build();
    private final Cache<String, Boolean> moving = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(MOVING)
            .build();

    /** @param family of the events that tell that an aggregate of this kind has changed */
    public RecentReads(EventStore events, Class<?> family, Function<DomainEventStream, @Nullable V> reading) {
        this.reading = aggregate -> reading.apply(events.readEvents(aggregate));
        // It lives as long as the store, so nobody ever unsubscribes.
        var _ = events.subscribe(appended -> appended.forEach(event -> note(event, family)));
    }

    private void note(EventMessage<?> event, Class<?> family) {
        if (family.isInstance(event.getPayload()) && event instanceof DomainEventMessage<?> change) {
            moving.put(change.getAggregateIdentifier(), Boolean.TRUE);
        }
    }

    /** Null is what a history was read as that says nothing; that is not remembered. */
    public @Nullable V of(String aggregate) {
        return moving.getIfPresent(aggregate) == null ? remembered.get(aggregate, reading) : reading.apply(aggregate);
    }
}
