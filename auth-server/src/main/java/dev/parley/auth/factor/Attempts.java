package dev.parley.auth.factor;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How long guessing makes one wait: five wrong codes are free, then 30 seconds, and twice as long each time, up to an hour. */
final class Attempts {

    private static final int FREE = 5;
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int DOUBLINGS = 7;

    private Attempts() {}

    /** Until when no further code is looked at after so many wrong ones in a row. */
    static Optional<Instant> blockedUntil(int failures, Instant now) {
        if (failures < FREE) {
            return Optional.empty();
        }
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures - FREE, DOUBLINGS));
        return Optional.of(now.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST));
    }
}
