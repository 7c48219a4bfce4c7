package dev.parley.push.tail;

import java.util.Arrays;

/** Where a reader stands in every partition of a topic: the offset it reads next. Immutable. */
public final class Offsets {

    private final long[] next;

    private Offsets(long[] next) {
        this.next = next;
    }

    /** One offset per partition, from partition 0. */
    public static Offsets of(long... next) {
        return new Offsets(next.clone());
    }

    public int partitions() {
        return next.length;
    }

    public long at(int partition) {
        return next[partition];
    }

    /** In each partition the earlier of the two. */
    public Offsets min(Offsets other) {
        long[] earlier = next.clone();
        for (int partition = 0; partition < earlier.length; partition++) {
            earlier[partition] = Math.min(earlier[partition], other.next[partition]);
        }
        return new Offsets(earlier);
    }

    /** Whether a reader here has read all that a reader there has. */
    public boolean reached(Offsets other) {
        for (int partition = 0; partition < next.length; partition++) {
            if (next[partition] < other.next[partition]) {
                return false;
            }
        }
        return true;
    }

    /** A copy that its owner may move. */
    public long[] toArray() {
        return next.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Offsets offsets && Arrays.equals(next, offsets.next);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(next);
    }

    @Override
    public String toString() {
        return Arrays.toString(next);
    }
}
