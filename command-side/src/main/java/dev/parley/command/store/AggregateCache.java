package dev.parley.command.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.eventstore.Decision;
import dev.parley.eventstore.EventStorage;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the aggregates used last, so that a command need not replay a history. Bounded and strong: weak references forget at every
 * collection, and then each hot conversation is replayed at once. An aggregate that was derived in an era of the store before the
 * present one is not given out: it may hold what never became durable.
 */
public final class AggregateCache implements Cache {

    private record Entry(Object aggregate, long era) {}

    private final com.github.benmanes.caffeine.cache.Cache<Object, Entry> entries;
    private final EventStorage storage;

    public AggregateCache(int maxAggregates, EventStorage storage) {
        this.entries = Caffeine.newBuilder().maximumSize(maxAggregates).build();
        this.storage = storage;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "NullAway"}) // Axon's contract: null = not here
    public <K, V> V get(K key) {
        Entry entry = entries.getIfPresent(key);
        return entry == null || entry.era() != storage.era() ? null : (V) entry.aggregate();
    }

    /** What a refused creation leaves behind has no id, and is nothing. */
    @Override
    public void put(@Nullable Object key, Object value) {
        if (key != null) {
            entries.put(key, entry(value));
        }
    }

    @Override
    public boolean putIfAbsent(Object key, Object value) {
        return entries.asMap().putIfAbsent(key, entry(value)) == null;
    }

    /** What a command leaves behind is of the era in which the command began. */
    private Entry entry(Object aggregate) {
        Decision decision = Decision.current();
        return new Entry(aggregate, decision == null ? storage.era() : decision.era());
    }

    @Override
    public boolean remove(Object key) {
        return entries.asMap().remove(key) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object key) {
        return get(key) != null;
    }

    /** Nobody in the command side listens to a cache. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("This cache has no listeners");
    }
}
