package dev.parley.auth.throttle;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The wrong guesses of one kind, and whether another is allowed.
 *
 * @param failures how many there were
 * @param failedAt the newest of them
 * @param lockedUntil no further one before; null = now
 * @param knownAt when somebody last guessed right; null = never
 */
record Guesses(
        int failures,
        Instant failedAt,
        @Nullable Instant lockedUntil,
        @Nullable Instant knownAt) {

    private static final Duration WEARS_OFF = Duration.ofMinutes(1);

    static Guesses none(Instant now) {
        return new Guesses(0, now, null, null);
    }

    Duration wait(Instant now) {
        return lockedUntil == null || !now.isBefore(lockedUntil) ? Duration.ZERO : Duration.between(now, lockedUntil);
    }

    boolean isKnown(Instant now, LockOutSettings settings) {
        return knownAt != null && now.isBefore(knownAt.plus(settings.knownFor()));
    }

    /** One more; those of long ago do not count any more. */
    Guesses oneMore(Instant now, int limit, LockOutSettings settings) {
        boolean longAgo = now.isAfter(failedAt.plus(settings.forgetAfter()));
        int count = longAgo ? 1 : failures + 1;
        return counted(count, now, settings.pause(count, limit), now);
    }

    /** One more, where one a minute wears off; {@code failedAt} is then the time up to which that is reckoned. */
    Guesses oneMoreOfMany(Instant now, int limit, LockOutSettings settings) {
        long minutes = Math.max(0, Duration.between(failedAt, now).dividedBy(WEARS_OFF));
        Guesses left = minutes >= failures
                ? new Guesses(0, now, lockedUntil, knownAt)
                : new Guesses(
                        failures - (int) minutes, failedAt.plus(WEARS_OFF.multipliedBy(minutes)), lockedUntil, knownAt);
        return left.counted(left.failures + 1, left.failedAt, settings.pause(left.failures + 1, limit), now);
    }

    /** It was right. */
    Guesses right(Instant now) {
        return new Guesses(0, now, null, now);
    }

    /** It was neither right nor wrong, because nobody looked. */
    Guesses oneLess() {
        return new Guesses(Math.max(0, failures - 1), failedAt, null, knownAt);
    }

    private Guesses counted(int count, Instant at, Duration pause, Instant now) {
        return new Guesses(count, at, pause.isZero() ? null : now.plus(pause), knownAt);
    }
}
