package dev.parley.command.store;

import dev.parley.eventstore.EventStorage;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.eventsourcing.EventCountSnapshotTriggerDefinition;

/** How aggregates are kept: in a cache while they are used, locked while they decide, in a snapshot when their history is long. */
public final class AggregateMemory {

    private final Cache cache;
    private final LockFactory locks = new AggregateLocks();
    private final int eventsPerSnapshot;

    public AggregateMemory(EventStorage storage, StoreSettings settings) {
        this.cache = new AggregateCache(settings.cachedAggregates(), storage);
        this.eventsPerSnapshot = settings.eventsPerSnapshot();
    }

    public Cache cache() {
        return cache;
    }

    /** For aggregates with a long life. */
    public <A> AggregateConfigurer<A> of(AggregateConfigurer<A> aggregate) {
        return aggregate
                .configureCache(configuration -> cache)
                .configureLockFactory(configuration -> locks)
                .configureSnapshotTrigger(configuration ->
                        new EventCountSnapshotTriggerDefinition(configuration.snapshotter(), eventsPerSnapshot));
    }
}
