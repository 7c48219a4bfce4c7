package dev.parley.api.signal;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import java.time.Duration;
import java.time.Instant;

/** Somebody began to type in a conversation, goes on, or has stopped. What nobody repeats is over after {@link #LASTS}. */
public record TypingChanged(ConversationId conversation, UserId user, boolean active, Instant at) {

    public static final Duration LASTS = Duration.ofSeconds(6);

    /** The key on the topic. */
    public String key() {
        return conversation.toString();
    }
}
