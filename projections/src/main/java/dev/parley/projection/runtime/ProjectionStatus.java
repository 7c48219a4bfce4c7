package dev.parley.projection.runtime;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a projector is doing. {@code done} of {@code total} offsets have been read of those that lay before it when it began; {@code
 * lagEvents} and {@code lagMillis} are how far its view is behind now; {@code positions} is by topic and partition; {@code cause} says
 * what it fails with.
 */
public record ProjectionStatus(
        String projector,
        Phase phase,
        long done,
        long total,
        long lagEvents,
        long lagMillis,
        Map<String, Long> positions,
        @Nullable String cause) {

    /** Where in its life a projector is. */
    public enum Phase {
        /** Waits for its store or its topics for the first time. */
        STARTING,
        /** Reads what lay before it when it began; for an empty view store that is everything. */
        CATCHING_UP,
        LIVE,
        /** The last attempt failed for a reason that passes; it tries again by itself. */
        FAILING,
        STOPPED
    }

    public ProjectionStatus {
        positions = Map.copyOf(positions);
    }

    /** 0 to 100; 100 when there is nothing to catch up with. */
    public int percent() {
        return total == 0 ? 100 : (int) (100 * done / total);
    }
}
