package dev.parley.projection.runtime;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.chrono.IsoChronology;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/**
 * Reads instants as {@link Instant#toString} writes them, which all of ours are; any other text is left to Jackson. The JDK's general
 * parser takes a quarter of the time that reading an event needs.
 */
final class StoredInstants extends StdDeserializer<Instant> {

    private static final int DATE_AND_TIME = "2026-01-01T00:00:00".length();
    private static final int MOST_DIGITS = 9;
    private static final int SECONDS_A_DAY = 86_400;
    private static final int NOT_A_NUMBER = -1;

    StoredInstants() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
        Instant plain = json.hasToken(JsonToken.VALUE_STRING) ? plain(json.getString()) : null;
        return plain == null ? InstantDeserializer.INSTANT.deserialize(json, context) : plain;
    }

    /** Null when it is written in another way, or is no time at all. */
    private static @Nullable Instant plain(String text) {
        int end = text.length() - 1;
        if (end < DATE_AND_TIME
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(end) != 'Z') {
            return null;
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        int nanos = end == DATE_AND_TIME ? 0 : nanos(text, end);
        boolean plain = year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= Month.of(month).length(IsoChronology.INSTANCE.isLeapYear(year))
                && hour >= 0
                && hour <= 23
                && minute >= 0
                && minute <= 59
                && second >= 0
                && second <= 59
                && nanos >= 0;
        if (!plain) {
            return null;
        }
        long ofDay = (hour * 60L + minute) * 60 + second;
        return Instant.ofEpochSecond(LocalDate.of(year, month, day).toEpochDay() * SECONDS_A_DAY + ofDay, nanos);
    }

    private static int nanos(String text, int end) {
        int digits = end - DATE_AND_TIME - 1;
        if (text.charAt(DATE_AND_TIME) != '.' || digits < 1 || digits > MOST_DIGITS) {
            return NOT_A_NUMBER;
        }
        int nanos = number(text, DATE_AND_TIME + 1, end);
        for (int i = digits; i < MOST_DIGITS && nanos > 0; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NOT_A_NUMBER;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
