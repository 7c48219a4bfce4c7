package dev.parley.push.note;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far histories were cleared in the last moments, which the view may not know yet: compaction keeps the newest record, not the largest. */
final class HighestCleared {

    private static final int MAX_RECENT = 10_000;

    private final Map<String, Long> recent = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_RECENT;
        }
    };

    /** The highest known so far, this one included. */
    synchronized long highest(UserId user, ConversationId conversation, long seq) {
        return recent.merge(user + ":" + conversation, seq, Math::max);
    }
}
