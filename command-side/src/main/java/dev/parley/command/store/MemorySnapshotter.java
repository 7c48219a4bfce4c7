package dev.parley.command.store;

import dev.parley.eventstore.Decision;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.eventsourcing.EventSourcedAggregate;
import org.axonframework.eventsourcing.Snapshotter;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes an aggregate down as it stands in memory, while its command still holds its lock, and stores that once the command is durable.
 * Axon's own replays the history for it, whose events lie far apart among those of all others; it still does so for an aggregate that
 * is not in memory.
 */
final class MemorySnapshotter implements Snapshotter {

    private final Cache cache;
    private final EventStore events;
    private final Serializer serializer;
    private final Clock clock;
    private final Executor thread;
    private final Snapshotter fromHistory;

    MemorySnapshotter(
            Cache cache,
            EventStore events,
            Serializer serializer,
            Clock clock,
            Executor thread,
            Snapshotter fromHistory) {
        this.cache = cache;
        this.events = events;
        this.serializer = serializer;
        this.clock = clock;
        this.thread = thread;
        this.fromHistory = fromHistory;
    }

    /** Called while a unit of work prepares its commit or, by Axon's trigger, while it cleans up and has not released the lock yet. */
    @Override
    public void scheduleSnapshot(Class<?> aggregateType, String aggregateIdentifier) {
        AggregateCacheEntry<?> cached = cache.get(aggregateIdentifier);
        if (cached == null
                || !CurrentUnitOfWork.isStarted()
                || CurrentUnitOfWork.get().isRolledBack()) {
            fromHistory.scheduleSnapshot(aggregateType, aggregateIdentifier);
            return;
        }
        DomainEventMessage<?> snapshot = snapshot(cached.recreateAggregate(null, null, null));
        Decision decision = Decision.current();
        UnitOfWork<?> unitOfWork = CurrentUnitOfWork.get();
        if (unitOfWork.phase() == UnitOfWork.Phase.CLEANUP) {
            storeOnceSettled(snapshot, decision);
        } else {
            unitOfWork.afterCommit(committed -> storeOnceSettled(snapshot, decision));
        }
    }

    private void storeOnceSettled(DomainEventMessage<?> snapshot, @Nullable Decision decision) {
        if (decision == null) {
            store(snapshot);
        } else {
            var _ = decision.settled().thenRun(() -> store(snapshot));
        }
    }

    /** Serialised at once: a moment later the next command changes the aggregate. */
    private DomainEventMessage<?> snapshot(EventSourcedAggregate<?> aggregate) {
        return new GenericDomainEventMessage<>(
                aggregate.type(),
                aggregate.identifierAsString(),
                aggregate.version(),
                new SerializedMessage<>(
                        aggregate.identifierAsString() + "@" + aggregate.version(),
                        serializer.serialize(aggregate.getAggregateRoot(), byte[].class),
                        serializer.serialize(MetaData.emptyInstance(), byte[].class),
                        serializer),
                clock.instant());
    }

    private void store(DomainEventMessage<?> snapshot) {
        thread.execute(() -> events.storeSnapshot(snapshot));
    }
}
