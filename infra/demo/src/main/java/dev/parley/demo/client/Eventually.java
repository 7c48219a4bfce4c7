package dev.parley.demo.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again and again at something that may lag, until it is as expected. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private Eventually() {}

    /** @throws Unmet with what was seen last, when it is not so within 10 s */
    public static <T> T see(String expected, Supplier<T> look, Predicate<T> wanted) {
        return see(expected, look, wanted, PATIENCE);
    }

    public static <T> T see(String expected, Supplier<T> look, Predicate<T> wanted, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            T seen = look.get();
            if (wanted.test(seen)) {
                return seen;
            }
            if (System.nanoTime() - end > 0) {
                throw new Unmet(expected, "after " + patience.toSeconds() + " s still " + seen);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
