package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Which of {@value #SEQS} messages in a row are gone, as a bitmap. With the totals of the {@link GoneTotalsView} the number between any two
 * messages takes two of these, however far apart they are.
 *
 * @param version the newest event that is in here
 * @param bits 64 messages each, the first in the lowest bit
 */
public record GoneView(@JsonProperty("_id") String key, long version, List<Long> bits) {

    public static final int SEQS = 1024;

    public GoneView {
        bits = List.copyOf(bits);
    }

    /** The number of the bitmap that this message is in, from 0. */
    public static long block(long seq) {
        return (seq - 1) / SEQS;
    }

    public static String key(ConversationId conversation, long block) {
        return conversation + ":" + block;
    }

    public static GoneView empty(ConversationId conversation, long block) {
        return new GoneView(key(conversation, block), -1, List.of());
    }

    public GoneView with(long seq, long atVersion) {
        BitSet gone = set();
        gone.set(index(seq));
        return new GoneView(
                key, atVersion, Arrays.stream(gone.toLongArray()).boxed().toList());
    }

    /** How many up to this message, which is one of its own, are gone. */
    public int upTo(long seq) {
        return set().get(0, index(seq) + 1).cardinality();
    }

    /** The first of its own messages from one to another that is not gone; {@code to + 1} = none. */
    public long firstLeft(long from, long to) {
        return Math.min(to + 1, from - index(from) + set().nextClearBit(index(from)));
    }

    private BitSet set() {
        return BitSet.valueOf(bits.stream().mapToLong(Long::longValue).toArray());
    }

    private static int index(long seq) {
        return (int) ((seq - 1) % SEQS);
    }
}
