package dev.parley.auth.password;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Where people wait whose password is looked at, in the order in which they came. Whoever would have to wait too long is told when to
 * come back: one after the other, as fast as the line moves, so that they do not all stand there again at once.
 */
final class WaitingLine {

    /** Between two who are served, before that is known. */
    private static final Duration USUAL = Duration.ofMillis(50);

    private static final Duration LATEST = Duration.ofSeconds(30);

    /** Nobody waits for longer than this many times what they might expect at most. */
    private static final int PATIENCE = 2;

    private final int atOnce;
    private final int longest;
    private final long longestWait;
    private final Semaphore places;

    private int inLine;
    /** Whether somebody waited when somebody was served last. */
    private boolean crowded;
    /** Between two who are served while others wait, in nanoseconds: a moving average, in which the newest counts for a quarter. */
    private long pace;

    private long lastServed = System.nanoTime();
    private long promisedUntil = System.nanoTime();

    /**
     * @param atOnce how many are served at the same time
     * @param longest how many may wait behind those
     * @param longestWait how long one may expect to wait
     */
    WaitingLine(int atOnce, int longest, Duration longestWait) {
        this.atOnce = atOnce;
        this.longest = longest;
        this.longestWait = longestWait.toNanos();
        this.places = new Semaphore(atOnce, true);
        this.pace = USUAL.toNanos();
    }

    /** @throws CommandRefused with RETRY_LATER when too many wait already, or when the line moves much slower than it did */
    <T> T inTurn(Supplier<T> work) {
        join();
        try {
            if (!places.tryAcquire(PATIENCE * longestWait, TimeUnit.NANOSECONDS)) {
                throw tooMany(longestWait);
            }
            try {
                return work.get();
            } finally {
                served();
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandRefused(Reason.UNAVAILABLE, "The server is stopping.");
        } finally {
            leave();
        }
    }

    /** How many wait just now, the one excepted who is about to. */
    int waiting() {
        return places.getQueueLength();
    }

    private synchronized void join() {
        int ahead = Math.max(0, inLine + 1 - atOnce);
        long stands = crowded ? System.nanoTime() - lastServed : 0;
        long wait = ahead * Math.max(pace, stands);
        if (ahead > longest || wait > longestWait) {
            throw tooMany(wait);
        }
        inLine++;
    }

    private synchronized void served() {
        long now = System.nanoTime();
        if (crowded) {
            // One that stood still, as with a machine that slept, must not close the line for good.
            pace = Math.min(pace + (now - lastServed - pace) / 4, longestWait);
        }
        lastServed = now;
        crowded = inLine > atOnce;
    }

    private synchronized void leave() {
        inLine--;
        crowded &= inLine > 0;
    }

    private synchronized CommandRefused tooMany(long wait) {
        long now = System.nanoTime();
        long free = Math.max(promisedUntil - now, wait) + pace;
        promisedUntil = now + Math.min(free, LATEST.toNanos());
        return new CommandRefused(
                Reason.RETRY_LATER,
                "Too many people are signing in at once; try again in a moment.",
                Duration.ofNanos(promisedUntil - now));
    }
}
