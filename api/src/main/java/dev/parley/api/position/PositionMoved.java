package dev.parley.api.position;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import java.time.Instant;

/**
 * How far somebody has read a conversation, and how far it was delivered to any device of theirs. Both are a message's
 * {@code seq}; 0 = nothing. Records may arrive late or twice: the largest value wins, for each of the two.
 */
public record PositionMoved(UserId user, ConversationId conversation, long read, long delivered, Instant at) {

    /** The key on the compacted topic. */
    public String key() {
        return user + ":" + conversation;
    }
}
