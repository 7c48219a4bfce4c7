package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of {@value #SEQS} messages in a row hold what, as a bitmap for each kind of thing. The newest images of a conversation are found in
 * the newest of these, whose keys are computed.
 *
 * @param version the newest event that is in here
 * @param bits 64 messages each, the first in the lowest bit
 */
public record MediaView(@JsonProperty("_id") String key, long version, Map<ContentPart, List<Long>> bits) {

    public static final int SEQS = 1024;

    public MediaView {
        bits = Map.copyOf(bits);
    }

    /** The number of the block that this message is in, from 0. */
    public static long block(long seq) {
        return (seq - 1) / SEQS;
    }

    public static String key(ConversationId conversation, long block) {
        return conversation + ":" + block;
    }

    public static MediaView empty(ConversationId conversation, long block) {
        return new MediaView(key(conversation, block), -1, Map.of());
    }

    /** This message holds these, and nothing else. */
    public MediaView with(long seq, Set<ContentPart> parts, long atVersion) {
        Map<ContentPart, List<Long>> changed = new EnumMap<>(ContentPart.class);
        for (ContentPart part : ContentPart.values()) {
            BitSet holding = holding(part);
            holding.set(index(seq), parts.contains(part));
            if (!holding.isEmpty()) {
                changed.put(part, Arrays.stream(holding.toLongArray()).boxed().toList());
            }
        }
        return new MediaView(key, atVersion, changed);
    }

    /** The messages of this block that hold one of these, as their {@code seq}, the newest first. */
    public List<Long> newest(long block, Set<ContentPart> parts) {
        BitSet any = new BitSet(SEQS);
        parts.forEach(part -> any.or(holding(part)));
        List<Long> seqs = new ArrayList<>(any.cardinality());
        for (int bit = any.length() - 1; bit >= 0; bit = bit == 0 ? -1 : any.previousSetBit(bit - 1)) {
            seqs.add(block * SEQS + bit + 1);
        }
        return seqs;
    }

    private BitSet holding(ContentPart part) {
        return BitSet.valueOf(bits.getOrDefault(part, List.of()).stream()
                .mapToLong(Long::longValue)
                .toArray());
    }

    private static int index(long seq) {
        return (int) ((seq - 1) % SEQS);
    }
}
