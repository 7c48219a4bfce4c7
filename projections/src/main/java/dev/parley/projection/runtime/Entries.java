package dev.parley.projection.runtime;

import java.util.Map;
import java.util.Set;

/** Where the entries of one view are kept. The only place of a projector that does I/O; a failure is thrown, never handled. */
public interface Entries<K, V> {

    /** Of the entries with these keys, those that exist. A view whose changes are all {@link Change#put put} has nothing to load. */
    Map<K, V> load(Set<K> keys);

    /**
     * Writes them, and never over a newer one: the same batch may come twice, and a second instance may be a batch behind.
     *
     * @throws Unwritable when an entry can never be written, as opposed to not now
     */
    void save(Map<K, V> entries);

    /**
     * Whether to keep an entry in memory that was just saved, because it is likely to change again soon. Only one that is small, and that
     * {@link #load} would give back as it is.
     */
    default boolean worthRemembering(V entry) {
        return false;
    }
}
