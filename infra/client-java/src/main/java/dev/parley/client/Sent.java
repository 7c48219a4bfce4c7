package dev.parley.client;

import java.time.Instant;

/** The message is durable; {@code seq} is its number among the conversation's messages, {@code version} that of its event. */
public record Sent(String message, long seq, long version, Instant at) {}
