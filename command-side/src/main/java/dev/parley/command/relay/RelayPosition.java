package dev.parley.command.relay;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the relay has come at least, as it stands in Kafka: where in the store to go on ({@code token}, JSON of the engine's tracking
 * token class {@code tokenType}; null = at its beginning) and, by {@code topic/partition}, where the records up to there end. What was
 * published after it is found by reading on from these ends. A partition that is shorter than that has lost records, and then the
 * position is worth nothing.
 */
record RelayPosition(@Nullable String tokenType, @Nullable String token, Map<String, Long> published) {

    RelayPosition {
        published = Map.copyOf(published);
    }
}
