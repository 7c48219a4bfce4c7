package dev.parley.projection.runtime;

/**
 * An event as it came through Kafka. {@code key} is its aggregate's id, {@code version} its number in there, {@code json} its text exactly
 * as it was published, or as its newest revision has it.
 */
public record Received<E>(String key, long version, E event, String json) {}
