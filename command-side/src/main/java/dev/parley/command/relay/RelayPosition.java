package dev.parley.command.relay;

import java.util.Map;

/**
 * How far the relay has come, as it stands in Kafka: where in the store to go on ({@code token}, JSON of the engine's tracking token
 * class {@code tokenType}) and, by {@code topic/partition}, the end of what was published. A partition that ends earlier than that
 * has lost records, and then the position is worth nothing.
 */
record RelayPosition(String tokenType, String token, Map<String, Long> published) {

    RelayPosition {
        published = Map.copyOf(published);
    }
}
