package dev.parley.projection.runtime;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;

/** A projection driven by hand: every {@link #read} takes in one batch what was published since. */
public final class Driven<K, V> {

    private final Projection<K, V> projection;
    private final MemoryKafka kafka;
    private final Tracker tracker;
    private ProjectionSession<K, V> session;

    private Driven(Projection<K, V> projection, MemoryKafka kafka) {
        this.projection = projection;
        this.kafka = kafka;
        this.tracker = new Tracker(projection.name(), new SimpleMeterRegistry(), Clock.systemUTC());
        this.session = begun();
    }

    public static Driven<?, ?> by(Projection<?, ?> projection, MemoryKafka kafka) {
        return new Driven<>(projection, kafka);
    }

    /** Its first generation. */
    public static Driven<?, ?> by(Shelf shelf, MemoryKafka kafka) {
        return by(shelf.generation(1), kafka);
    }

    /** One batch, then the idle poll that moves past the ends of transactions. */
    public void read() {
        if (session.round() > 0) {
            session.round();
        }
    }

    /** Until it has caught up with what was there when it began. */
    public void readToTheEnd() {
        while (tracker.status().phase() != ProjectionStatus.Phase.LIVE) {
            read();
        }
    }

    /** Forgets everything that is not in the store. */
    public void restart() {
        session = begun();
    }

    public ProjectionStatus status() {
        return tracker.status();
    }

    private ProjectionSession<K, V> begun() {
        ProjectionSession<K, V> begun = new ProjectionSession<>(
                projection, kafka.consumer(projection.name()), new DeadLetters(kafka::producer), tracker);
        begun.begin();
        return begun;
    }
}
