package dev.parley.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next try: a random part of a bound that doubles, so that nobody comes back in step with others. */
final class BackOff {

    private static final int MOST_DOUBLINGS = 20;

    private final long shortest;
    private final long longest;
    private final RandomGenerator random;
    private int failures;

    BackOff(Duration shortest, Duration longest, RandomGenerator random) {
        this.shortest = shortest.toNanos();
        this.longest = longest.toNanos();
        this.random = random;
    }

    /** In nanoseconds; between a half of the bound and the bound. */
    long next() {
        long bound = Math.min(longest, shortest << Math.min(failures, MOST_DOUBLINGS));
        failures++;
        return bound / 2 + random.nextLong(bound / 2 + 1);
    }

    void worked() {
        failures = 0;
    }
}
