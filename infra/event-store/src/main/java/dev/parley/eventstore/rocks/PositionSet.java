package dev.parley.eventstore.rocks;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Positions of a store, a bit for each: a hundred million of them are 12 MB. */
final class PositionSet {

    private static final int CHUNK = 1 << 20;

    private final Map<Long, BitSet> chunks = new HashMap<>();

    /** False = it is in it already. */
    boolean add(long position) {
        BitSet chunk = chunks.computeIfAbsent(position / CHUNK, number -> new BitSet(CHUNK));
        int bit = (int) (position % CHUNK);
        if (chunk.get(bit)) {
            return false;
        }
        chunk.set(bit);
        return true;
    }
}
