package dev.parley.projection.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A projector at work on its generations: on the one that is read, and on those that are kept beside it. */
public final class Stand {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What runs a generation. */
    interface Runners {
        ProjectionRunner runner(String name, Supplier<Projection<?, ?>> projection, Tracker tracker);
    }

    /** Done while two generations stand at the same place. Returns for how long the one that is left is to rest afterwards. */
    @FunctionalInterface
    public interface Meanwhile {
        Duration run();
    }

    private final Shelf shelf;
    private final Runners runners;
    private final ProjectorMeters meters;
    private final Clock clock;
    private final Map<Integer, ProjectionRunner> beside = new HashMap<>();

    private Tracker liveTracker;
    private @Nullable ProjectionRunner live;

    Stand(Shelf shelf, Runners runners, MeterRegistry registry, Clock clock) {
        this.shelf = shelf;
        this.runners = runners;
        this.meters = new ProjectorMeters(shelf.projector(), registry);
        this.clock = clock;
        this.liveTracker = new Tracker(shelf.projector(), meters, clock);
        meters.follow(liveTracker);
    }

    public Shelf shelf() {
        return shelf;
    }

    synchronized ProjectionStatus status() {
        return liveTracker.status();
    }

    synchronized void start() {
        ProjectionRunner runner = runners.runner(shelf.projector(), new LiveAtStart(shelf), liveTracker);
        live = runner;
        runner.start();
    }

    /** Asks once, as soon as the store answers: a runner stays with its generation, also when another one is read instead. */
    private static final class LiveAtStart implements Supplier<Projection<?, ?>> {

        private final Shelf shelf;
        private int generation;

        LiveAtStart(Shelf shelf) {
            this.shelf = shelf;
        }

        @Override
        public Projection<?, ?> get() {
            if (generation == 0) {
                generation = shelf.live();
            }
            return shelf.generation(generation);
        }
    }

    /** Everything that ran, to be stopped. */
    synchronized Stream<ProjectionRunner> stop() {
        List<ProjectionRunner> all = Stream.concat(Stream.ofNullable(live), List.copyOf(beside.values()).stream())
                .toList();
        beside.clear();
        live = null;
        return all.stream();
    }

    /** Keeps a generation up to date beside the one that is read. */
    public synchronized void runBeside(int generation) {
        if (live != null && !beside.containsKey(generation)) {
            ProjectionRunner runner = runners.runner(
                    shelf.projector() + "." + generation,
                    () -> shelf.generation(generation),
                    new Tracker(shelf.projector(), meters, clock));
            beside.put(generation, runner);
            runner.start();
        }
    }

    /** Returns when nothing writes to the generation any more. */
    public void stopBeside(int generation) throws InterruptedException {
        ProjectionRunner runner;
        synchronized (this) {
            runner = beside.remove(generation);
        }
        if (runner != null) {
            runner.askToStop();
            runner.awaitEnd(PATIENCE);
        }
    }

    /**
     * Lets the live generation and one beside it stand at exactly the same place, with the same events in both.
     *
     * @return false when they could not be brought there in time; both go on as if nothing had been
     */
    public boolean meet(int generation, Meanwhile meanwhile) throws InterruptedException {
        ProjectionRunner one;
        ProjectionRunner other;
        synchronized (this) {
            one = live;
            other = beside.get(generation);
        }
        if (one == null || other == null) {
            return false;
        }
        Hold held = other.hold();
        Hold heldLive = new Hold();
        try {
            Map<TopicPartition, Long> end = new HashMap<>(held.here(PATIENCE));
            heldLive = one.hold();
            heldLive.here(PATIENCE).forEach((partition, at) -> end.merge(partition, at, Math::max));
            held.goOnTo(end);
            heldLive.goOnTo(end);
            held.awaitThere(PATIENCE);
            heldLive.awaitThere(PATIENCE);
            Duration rest = meanwhile.run();
            held.release();
            Thread.sleep(rest);
            return true;
        } catch (TimeoutException late) {
            return false;
        } finally {
            held.release();
            heldLive.release();
        }
    }

    /**
     * Lets the live generation stand still at exactly the place that the other one, which nobody runs, is brought to.
     *
     * @return false when they could not be brought there in time
     */
    public boolean meet(BulkLoad other, Discarded discarded, Runnable meanwhile) {
        ProjectionRunner running;
        synchronized (this) {
            running = live;
        }
        if (running == null) {
            return false;
        }
        Hold held = running.hold();
        try {
            Map<TopicPartition, Long> end = new HashMap<>(other.positions());
            held.here(PATIENCE).forEach((partition, at) -> end.merge(partition, at, Math::max));
            held.goOnTo(end);
            other.advanceTo(end, discarded);
            held.awaitThere(PATIENCE);
            meanwhile.run();
            return held.stands();
        } catch (TimeoutException late) {
            return false;
        } finally {
            held.release();
        }
    }

    /** The generation beside it is the one that is read from now on; the one that was goes on beside it. */
    public synchronized void swapped(int from, int to) {
        ProjectionRunner next = beside.remove(to);
        ProjectionRunner last = live;
        if (next == null || last == null) {
            throw new IllegalStateException(shelf.projector() + " does not run in generation " + to);
        }
        live = next;
        beside.put(from, last);
        liveTracker = next.tracker();
        meters.follow(liveTracker);
    }

    /** Takes records again, in the live generation; in their order. Gives those that cannot be applied now either. */
    public synchronized CompletableFuture<List<DeadLetter>> again(
            List<ConsumerRecord<byte[], byte[]>> records, Set<String> leftOut) {
        ProjectionRunner runner = live;
        if (runner == null) {
            throw new IllegalStateException(shelf.projector() + " is stopped.");
        }
        Function<ProjectionSession<?, ?>, List<DeadLetter>> task = session -> session.again(records, leftOut);
        return runner.between(task);
    }
}
