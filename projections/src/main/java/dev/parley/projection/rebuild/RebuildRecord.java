package dev.parley.projection.rebuild;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rebuild as it is kept.
 *
 * @param from the generation that was read when it began, and the one to return to
 * @param generation the one that it makes
 * @param eventsPerSecond its throttle; 0 = none
 * @param confirm whether somebody has to say yes before the switch
 * @param settledAt when it came into its present state
 * @param problem what stands in its way, in a sentence
 */
public record RebuildRecord(
        @JsonProperty("_id") String id,
        String view,
        int from,
        int generation,
        int eventsPerSecond,
        boolean confirm,
        State state,
        String by,
        Instant startedAt,
        Instant settledAt,
        @Nullable Report report,
        @Nullable String problem) {

    /** Where in its life a rebuild is. */
    public enum State {
        BUILDING,
        COMPARING,
        /** Waits for somebody to switch, or to give it up. */
        READY,
        /** What it made is read; what was read before is kept up to date, to be returned to. */
        SWITCHED,
        /** What was read before is read again; what it made is kept up to date. */
        ROLLED_BACK,
        /** The generation that is not read is being put away. */
        DROPPING,
        /** Over: what it made is read, and nothing else is left. */
        DONE,
        /** Over: nothing is left of it. */
        ABORTED;

        boolean over() {
            return this == DONE || this == ABORTED;
        }

        boolean making() {
            return this == BUILDING || this == COMPARING;
        }
    }

    RebuildRecord in(State next, Instant now) {
        return new RebuildRecord(
                id, view, from, generation, eventsPerSecond, confirm, next, by, startedAt, now, report, problem);
    }

    RebuildRecord with(@Nullable Report newest) {
        return new RebuildRecord(
                id, view, from, generation, eventsPerSecond, confirm, state, by, startedAt, settledAt, newest, problem);
    }

    RebuildRecord hindered(@Nullable String why) {
        return new RebuildRecord(
                id, view, from, generation, eventsPerSecond, confirm, state, by, startedAt, settledAt, report, why);
    }
}
