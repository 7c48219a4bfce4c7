package dev.parley.projection.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What operators see of a key that a projector cannot go on with. {@code parked} events wait behind the one that is named. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Blockage(
        String id,
        String projector,
        String topic,
        String key,
        boolean poison,
        @Nullable String event,
        @Nullable Long version,
        @Nullable Long position,
        String cause,
        @Nullable String stack,
        Instant at,
        int parked) {

    static Blockage of(Blocked blocked) {
        Letter first = blocked.first();
        return new Blockage(
                first.id(),
                first.projector(),
                first.topic(),
                first.key(),
                first.poison(),
                first.event(),
                first.version().orElse(null),
                first.position(),
                first.cause(),
                first.stack(),
                first.diedAt(),
                blocked.parked());
    }
}
