package dev.parley.auth.throttle;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Lets a few at a time do something for the same key; the others wait. So whoever signs in on many devices at once with the right
 * password is not taken for somebody who guesses.
 */
final class Turns {

    private static final int AT_ONCE = 4;

    private final ConcurrentMap<String, Turn> turns = new ConcurrentHashMap<>();

    boolean take(String key, BooleanSupplier work) {
        Turn turn = turns.compute(key, (same, there) -> there == null ? new Turn(1, free()) : there.with(1));
        try {
            turn.free().acquire();
            try {
                return work.getAsBoolean();
            } finally {
                turn.free().release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandRefused(Reason.UNAVAILABLE, "The server is stopping.");
        } finally {
            turns.computeIfPresent(key, (same, there) -> there.users() == 1 ? null : there.with(-1));
        }
    }

    private static Semaphore free() {
        return new Semaphore(AT_ONCE, true);
    }

    private record Turn(int users, Semaphore free) {

        Turn with(int more) {
            return new Turn(users + more, free);
        }
    }
}
