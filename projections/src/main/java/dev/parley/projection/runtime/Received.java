package dev.parley.projection.runtime;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An event as it came through Kafka. {@code key} is its aggregate's id, {@code version} its number in there, {@code json} its text exactly
 * as it was published, or as its newest revision has it, made when it is asked for. {@code position} is the global one in the event store; null where the record does not tell.
 */
public record Received<E>(
        String key,
        long version,
        E event,
        Supplier<String> json,
        @Nullable Long position) {}
