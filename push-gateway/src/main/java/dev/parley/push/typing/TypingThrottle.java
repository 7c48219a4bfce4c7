package dev.parley.push.typing;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of somebody's typing is worth telling: that they began, every few seconds that they go on, and that they stopped, if they had
 * begun. Clients may say it with every key; nobody types in many conversations at a time.
 */
final class TypingThrottle {

    private static final Duration AGAIN_AFTER = Duration.ofSeconds(3);
    private static final int MAX_AT_ONCE = 3;
    private static final int MAX_PEOPLE = 20_000;

    private final Map<UserId, Map<ConversationId, Instant>> told = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UserId, Map<ConversationId, Instant>> eldest) {
            return size() > MAX_PEOPLE;
        }
    };

    synchronized boolean lets(UserId user, ConversationId conversation, boolean active, Instant now) {
        Map<ConversationId, Instant> own = told.computeIfAbsent(user, someone -> new LinkedHashMap<>());
        if (!active) {
            return own.remove(conversation) != null;
        }
        own.values().removeIf(at -> !at.plus(AGAIN_AFTER).isAfter(now));
        @Nullable Instant recent = own.get(conversation);
        if (recent != null || own.size() >= MAX_AT_ONCE) {
            return false;
        }
        own.put(conversation, now);
        return true;
    }
}
