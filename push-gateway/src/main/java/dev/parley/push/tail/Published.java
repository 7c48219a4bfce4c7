package dev.parley.push.tail;

import dev.parley.api.conversation.ConversationId;
import dev.parley.push.frame.Encoded;
import org.jspecify.annotations.Nullable;

/**
 * One event of a conversation as it stands on the topic, its frame encoded once for all who get it. {@code seq} is the message's, 0
 * when it is none; {@code change} is null for an event that moves nobody.
 */
public record Published(
        int partition,
        long offset,
        ConversationId conversation,
        long version,
        long seq,
        @Nullable MembershipChange change,
        Encoded frame) {}
