package dev.parley.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Work that is due at even intervals, whether or not what was due before is finished: an open loop. */
final class ConstantRate {

    private final long interval;

    ConstantRate(int perSecond) {
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    @FunctionalInterface
    interface Work {
        /** @param dueNanos the {@link System#nanoTime} at which this piece of work was due, also when it begins late */
        void begin(int number, long dueNanos);
    }

    /** Numbers the work from {@code first}. Returns the number after the last. */
    int run(int first, Duration duration, Work work) {
        long start = System.nanoTime();
        int count = Math.toIntExact(duration.toNanos() / interval);
        for (int i = 0; i < count; i++) {
            long due = start + i * interval;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            work.begin(first + i, due);
        }
        return first + count;
    }
}
