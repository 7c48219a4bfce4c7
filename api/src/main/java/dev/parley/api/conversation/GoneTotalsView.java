package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.Map;

/**
 * How many messages of each block of a {@link GoneView} are gone, those of blocks with none left out.
 *
 * @param version the newest event that is in here
 */
public record GoneTotalsView(
        @JsonProperty("_id") ConversationId conversation, long version, Map<Long, Integer> blocks) {

    public GoneTotalsView {
        blocks = Map.copyOf(blocks);
    }

    public static GoneTotalsView none(ConversationId conversation) {
        return new GoneTotalsView(conversation, -1, Map.of());
    }

    public GoneTotalsView with(long seq, long atVersion) {
        Map<Long, Integer> more = new HashMap<>(blocks);
        more.merge(GoneView.block(seq), 1, Integer::sum);
        return new GoneTotalsView(conversation, atVersion, more);
    }

    /** Of all blocks before this one. */
    public long before(long block) {
        return blocks.entrySet().stream()
                .filter(each -> each.getKey() < block)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
