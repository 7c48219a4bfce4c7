package dev.parley.bench.measure;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long something took, many times over; any thread may add to it. Under a constant rate every time counts from when the work was
 * due, not from when it was begun: a stall then shows in everything that it delayed (what Gil Tene calls coordinated omission is left
 * no room).
 */
public final class Latency {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;

    private final String what;
    private final Histogram histogram = new ConcurrentHistogram(1_000, LONGEST, DIGITS);

    public Latency(String what) {
        this.what = what;
    }

    public void record(long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, LONGEST));
    }

    public long count() {
        return histogram.getTotalCount();
    }

    public Summary summary() {
        return new Summary(
                what,
                histogram.getTotalCount(),
                millis(histogram.getValueAtPercentile(50)),
                millis(histogram.getValueAtPercentile(95)),
                millis(histogram.getValueAtPercentile(99)),
                millis(histogram.getValueAtPercentile(99.9)),
                millis(histogram.getMaxValue()));
    }

    private static double millis(long nanos) {
        return Math.round(nanos / 1e4) / 100.0;
    }

    /** In milliseconds. */
    public record Summary(String what, long count, double p50, double p95, double p99, double p999, double max) {}
}
