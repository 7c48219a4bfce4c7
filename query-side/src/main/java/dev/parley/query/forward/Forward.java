package dev.parley.query.forward;

import dev.parley.api.InvalidInput;
import dev.parley.api.NamedIds;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.edge.IdempotencyKey;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be passed on, and where.
 *
 * @param merged as one message that holds them all, instead of one each
 * @param title of the merged one; null = as the first one's conversation is called
 * @param key the caller's idempotency key; null = no protection
 */
record Forward(
        List<MessageId> messages,
        List<ConversationId> to,
        boolean merged,
        @Nullable String title,
        @Nullable String key) {

    static final int MAX_MESSAGES = 100;
    static final int MAX_TARGETS = 20;
    /** Of messages times targets, unless they are merged. */
    static final int MAX_SENT = 200;

    Forward {
        messages = distinct("messages", messages, MAX_MESSAGES);
        to = distinct("to", to, MAX_TARGETS);
        if (!merged && messages.size() * to.size() > MAX_SENT) {
            throw new InvalidInput(
                    "messages",
                    "One call sends at most " + MAX_SENT + " messages, not " + messages.size() * to.size() + ".");
        }
        key = IdempotencyKey.validIfAny(key);
    }

    /** The client id of the message at this place, the same whenever the call is repeated; null when it must not be. */
    @Nullable
    String clientId(int index) {
        return key == null
                ? null
                : NamedIds.uuid("forward:" + key + ":" + index).toString();
    }

    private static <T> List<T> distinct(String field, List<T> ids, int max) {
        if (ids.isEmpty() || ids.size() > max) {
            throw new InvalidInput(field, "The field " + field + " names 1 to " + max + ", not " + ids.size() + ".");
        }
        if (new HashSet<>(ids).size() < ids.size()) {
            throw new InvalidInput(field, "The field " + field + " names something more than once.");
        }
        return List.copyOf(ids);
    }
}
