package dev.parley.api.conversation;

import java.time.Instant;

/** The answer to {@code SendMessage}: the message is durable. The same again for the same client id. */
public record MessageAccepted(MessageId message, long seq, long version, Instant at) {}
