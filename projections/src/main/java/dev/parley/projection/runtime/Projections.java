package dev.parley.projection.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.context.SmartLifecycle;

/** All projectors of this process: runs them while the application runs, and tells how they are doing. */
public final class Projections implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final List<Projection<?, ?>> projections;
    private final KafkaClients kafka;
    private final List<Tracker> trackers;
    private final DeadLetters deadLetters;

    private volatile List<ProjectionRunner> running = List.of();

    public Projections(List<Projection<?, ?>> projections, KafkaClients kafka, MeterRegistry meters, Clock clock) {
        this.projections = List.copyOf(projections);
        this.kafka = kafka;
        this.trackers = this.projections.stream()
                .map(projection -> new Tracker(projection.name(), meters, clock))
                .toList();
        this.deadLetters = new DeadLetters(kafka::producer);
    }

    /** One per projector, always in the same order. */
    public List<ProjectionStatus> statuses() {
        return trackers.stream().map(Tracker::status).toList();
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        running = IntStream.range(0, projections.size())
                .mapToObj(i -> new ProjectionRunner(projections.get(i), kafka, deadLetters, trackers.get(i)))
                .toList();
        running.forEach(ProjectionRunner::start);
    }

    /** All at once, so that it takes as long as the slowest of them and never longer than 2 s. */
    @Override
    public synchronized void stop() {
        running.forEach(ProjectionRunner::askToStop);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (ProjectionRunner runner : running) {
                runner.awaitEnd(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        running = List.of();
        deadLetters.close();
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }
}
