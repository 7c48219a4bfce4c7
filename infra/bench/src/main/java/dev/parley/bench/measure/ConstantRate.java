package dev.parley.bench.measure;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Work that is due at even intervals, whether or not what was due before is finished: an open loop. */
public final class ConstantRate {

    private final long interval;

    public ConstantRate(int perSecond) {
        this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    @FunctionalInterface
    public interface Work {
        /** @param dueNanos the {@link System#nanoTime} at which this piece of work was due, also when it begins late */
        void begin(int number, long dueNanos);
    }

    /** How many pieces of work are due in that time. */
    public int count(Duration duration) {
        return Math.toIntExact(duration.toNanos() / interval);
    }

    /** Numbers the work from {@code first}. Returns the number after the last. */
    public int run(int first, Duration duration, Work work) {
        long start = System.nanoTime();
        int count = count(duration);
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
