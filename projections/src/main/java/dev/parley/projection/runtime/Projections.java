package dev.parley.projection.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.SmartLifecycle;

/**
 * All projectors of this process: runs them while the application runs, and tells how they are doing. Each has the generation that is
 * read, and may have others beside it.
 */
public final class Projections implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofMillis(1_500);

    private final Map<String, Stand> stands = new LinkedHashMap<>();
    private final KafkaClients kafka;
    private final DeadLetters deadLetters;
    private final Discarded discarded;

    private volatile boolean running;

    public Projections(
            Collection<? extends Shelf> shelves,
            KafkaClients kafka,
            Discarded discarded,
            MeterRegistry meters,
            Clock clock) {
        this.kafka = kafka;
        this.deadLetters = new DeadLetters(kafka::producer);
        this.discarded = discarded;
        for (Shelf shelf : shelves) {
            stands.put(shelf.projector(), new Stand(shelf, this::runner, meters, clock));
        }
    }

    private ProjectionRunner runner(
            String name, java.util.function.Supplier<Projection<?, ?>> projection, Tracker tracker) {
        return new ProjectionRunner(name, projection, kafka, deadLetters, discarded, tracker);
    }

    /** One per projector, always in the same order. */
    public List<ProjectionStatus> statuses() {
        return stands.values().stream().map(Stand::status).toList();
    }

    public Set<String> projectors() {
        return Set.copyOf(stands.keySet());
    }

    /** The projector with its generations; empty = there is none of this name. */
    public Optional<Stand> stand(String projector) {
        return Optional.ofNullable(stands.get(projector));
    }

    /** Fills a generation that nobody runs. */
    public BulkLoad load(Shelf shelf, int generation, BulkLoad.Options options) {
        return new BulkLoad(shelf.generation(generation), shelf.keysApart(), kafka, deadLetters, options);
    }

    /** The same, and what cannot be applied is counted and nothing else. */
    public BulkLoad rehearse(Shelf shelf, int generation, BulkLoad.Options options) {
        return new BulkLoad(
                shelf.generation(generation), shelf.keysApart(), kafka, (projector, letters) -> {}, options);
    }

    /** @throws java.util.concurrent.CancellationException when it was broken off */
    public void run(BulkLoad load) throws InterruptedException {
        load.run(discarded);
    }

    /** Lets a view stand still at the place that the other one is brought to. */
    public boolean meet(Stand stand, BulkLoad other, Runnable meanwhile) {
        return stand.meet(other, discarded, meanwhile);
    }

    public KafkaClients kafka() {
        return kafka;
    }

    public Discarded discarded() {
        return discarded;
    }

    @Override
    public synchronized void start() {
        if (!running) {
            running = true;
            stands.values().forEach(Stand::start);
        }
    }

    /** All at once, so that it takes as long as the slowest of them and never longer than 2 s. */
    @Override
    public synchronized void stop() {
        running = false;
        List<ProjectionRunner> all =
                stands.values().stream().flatMap(Stand::stop).toList();
        all.forEach(ProjectionRunner::askToStop);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (ProjectionRunner runner : all) {
                runner.awaitEnd(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        deadLetters.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
