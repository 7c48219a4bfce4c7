package dev.parley.bench.command;

import dev.parley.bench.measure.Latency;
import java.util.concurrent.atomic.LongAdder;

/** What came back in one stretch of time. */
final class Tally {

    private final Latency latency = new Latency("send → durable ack");
    private final LongAdder refused = new LongAdder();

    void accepted(long nanos) {
        latency.record(nanos);
    }

    void refused() {
        refused.increment();
    }

    Latency latency() {
        return latency;
    }

    long refusals() {
        return refused.sum();
    }
}
