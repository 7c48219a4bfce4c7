package dev.parley.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * How long something took, many times over. Every time counts from when its message was due to be sent, not from when it was sent:
 * a stall then shows in every message that it delayed (what Gil Tene calls coordinated omission is left no room).
 */
final class Latency {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;

    private final String what;
    private final Histogram histogram = new Histogram(1_000, LONGEST, DIGITS);

    Latency(String what) {
        this.what = what;
    }

    void record(long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, LONGEST));
    }

    Summary summary() {
        return new Summary(
                what,
                histogram.getTotalCount(),
                millis(histogram.getValueAtPercentile(50)),
                millis(histogram.getValueAtPercentile(95)),
                millis(histogram.getValueAtPercentile(99)),
                millis(histogram.getMaxValue()));
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e4) / 100.0;
    }

    /** In milliseconds. */
    record Summary(String what, long count, double p50, double p95, double p99, double max) {}
}
