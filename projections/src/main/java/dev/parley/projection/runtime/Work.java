package dev.parley.projection.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * What a projector has worked out and not written yet, and what it remembers of what it wrote last. What is written together costs less: a
 * head that moved a hundred times is one document. Belongs to one thread, and is thrown away after a failure.
 */
final class Work<K, V> {

    private static final int MOST_ENTRIES = 10_000;
    /** Where nothing is changed twice, waiting for more saves nothing. */
    private static final int ENOUGH_NEW_ENTRIES = 1_000;

    private static final int MOST_VERSIONS = 50_000;
    /** Of records, as they came: people's words are kept in memory until they are written. */
    private static final long MOST_BYTES = 16L << 20;

    private static final int REMEMBERED = 16_000;

    private final Projection<K, V> projection;
    private final Letterbox deadLetters;
    private final Tracker tracker;
    private final AppliedVersions versions;
    private final Map<K, V> changed = new LinkedHashMap<>();
    private final Map<K, V> remembered = new LinkedHashMap<>(16, 0.75f, true);
    private final List<DeadLetter> dead = new ArrayList<>();
    private int applied;
    private long bytes;
    private boolean open;
    private long begunNanos;

    Work(Projection<K, V> projection, Letterbox deadLetters, Tracker tracker) {
        this.projection = projection;
        this.deadLetters = deadLetters;
        this.tracker = tracker;
        this.versions = new AppliedVersions(projection.progress());
    }

    /** @throws Unwritable when something had to be written and was refused */
    Batch.Outcome<K, V> take(Batch<K, V> batch) {
        if (!open) {
            open = true;
            begunNanos = System.nanoTime();
        }
        Map<String, Long> known = versions.of(batch.keys());
        Set<K> touched = batch.touched(known);
        Batch.Outcome<K, V> outcome = batch.fold(known, before(touched));
        changed.putAll(outcome.entries());
        versions.moved(outcome.versions());
        dead.addAll(outcome.dead());
        applied += outcome.applied();
        bytes += batch.bytes();
        int most = touched.isEmpty() ? ENOUGH_NEW_ENTRIES : MOST_ENTRIES;
        if (changed.size() >= most || bytes >= MOST_BYTES) {
            writeEntries();
        }
        return outcome;
    }

    private Map<K, V> before(Set<K> touched) {
        Map<K, V> before = new HashMap<>();
        Set<K> unknown = new HashSet<>();
        for (K key : touched) {
            V unwritten = changed.get(key);
            V known = unwritten == null ? remembered.get(key) : unwritten;
            if (known == null) {
                unknown.add(key);
            } else {
                before.put(key, known);
            }
        }
        if (!unknown.isEmpty()) {
            before.putAll(projection.entries().load(unknown));
        }
        return before;
    }

    /** Whether it should not grow any further. */
    boolean isMuch(long longestMillis) {
        return !dead.isEmpty()
                || versions.unsaved() >= MOST_VERSIONS
                || (open && System.nanoTime() - begunNanos >= TimeUnit.MILLISECONDS.toNanos(longestMillis));
    }

    /** Events that no reader finds yet. */
    int unwritten() {
        return applied;
    }

    /**
     * Writes all of it, but for the offsets. The order matters: a crash between two steps repeats those before it, and each of them bears
     * that.
     *
     * @throws Unwritable when one of the entries is refused; some of the others may have been written
     */
    void write() {
        writeEntries();
        deadLetters.publish(projection.name(), dead);
        versions.save();
        tracker.applied(0, dead);
        dead.clear();
        open = false;
    }

    /** As {@link #write}, where only these letters are new. */
    void writeWith(List<DeadLetter> news) {
        dead.clear();
        dead.addAll(news);
        write();
    }

    private void writeEntries() {
        if (!changed.isEmpty()) {
            projection.entries().save(changed);
            changed.forEach((key, entry) -> {
                if (projection.entries().worthRemembering(entry)) {
                    remembered.put(key, entry);
                }
            });
            changed.clear();
            var oldest = remembered.keySet().iterator();
            while (remembered.size() > REMEMBERED) {
                oldest.next();
                oldest.remove();
            }
        }
        tracker.applied(applied, List.of());
        applied = 0;
        bytes = 0;
    }

    /** What is not written is as if it had never been. */
    void forget() {
        changed.clear();
        remembered.clear();
        versions.forgetUnsaved();
        dead.clear();
        applied = 0;
        bytes = 0;
        open = false;
    }
}
