package dev.parley.standalone.events;

import dev.parley.eventstore.rocks.EventLog;
import dev.parley.standalone.control.ToolFailed;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Where a range of the store begins or ends. */
sealed interface Bound {

    /** Of an event. */
    record Position(long value) implements Bound {}

    /** When events were appended. */
    record Time(Instant value) implements Bound {}

    /** The first event of a range that begins here. */
    default long first(EventLog log) {
        return switch (this) {
            case Position position -> Math.max(1, position.value());
            case Time time -> log.positionBefore(time.value()) + 1;
        };
    }

    /** The last event of a range that ends here. An event at that very position belongs to it, one at that very time does not. */
    default long last(EventLog log) {
        return switch (this) {
            case Position position -> Math.min(log.head(), position.value());
            case Time time -> log.positionBefore(time.value());
        };
    }

    /** A position, a date (its beginning, UTC) or a time with its offset. */
    static Bound parse(String option, String text) throws ToolFailed {
        try {
            if (text.matches("\\d{1,18}")) {
                return new Position(Long.parseLong(text));
            }
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return new Time(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            return new Time(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            throw new ToolFailed(
                    option + " takes a position, a date or a time such as 2026-11-21T08:30:00Z, not \"" + text + "\".",
                    e);
        }
    }
}
