package dev.parley.query.replay;

import dev.parley.api.InvalidInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Where a replay begins or ends. */
public sealed interface Bound {

    /** Of an event, from 1. At both ends the event itself belongs to the range. */
    record Position(long value) implements Bound {}

    /** When events were stored. An event of the moment at which a range ends does not belong to it. */
    record Time(Instant value) implements Bound {}

    /** Behind the event of a checkpoint of one's own. */
    record Behind(String checkpoint) implements Bound {}

    String BEHIND = "checkpoint:";

    /**
     * A position, a date (its beginning, UTC), a time with its offset, or {@code checkpoint:NAME}.
     *
     * @throws InvalidInput when it is none of these
     */
    static Bound parse(String field, String text) {
        try {
            if (text.matches("\\d{1,18}")) {
                return new Position(Long.parseLong(text));
            }
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return new Time(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            // A plus that nobody escaped arrives as a space.
            return new Time(OffsetDateTime.parse(text.replace(' ', '+')).toInstant());
        } catch (DateTimeException e) {
            throw new InvalidInput(
                    field,
                    field
                            + " takes a position from 1, a date, or a time with its offset such as 2026-11-21T08:30:00Z.");
        }
    }

    /** As {@link #parse}, and checkpoints as well: a replay begins behind one, and never ends there. */
    static Bound parseFrom(String field, String text) {
        return text.startsWith(BEHIND) ? new Behind(text.substring(BEHIND.length())) : parse(field, text);
    }
}
