package dev.parley.projection.runtime;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of one projector: session after session until it is stopped, with a growing pause after each that failed. */
final class ProjectionRunner {

    private static final Logger log = LoggerFactory.getLogger(ProjectionRunner.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofMillis(200);

    private final String name;
    private final Supplier<Projection<?, ?>> projection;
    private final KafkaClients kafka;
    private final Letterbox deadLetters;
    private final Discarded discarded;
    private final Tracker tracker;
    private final Queue<Errand<?>> errands = new ConcurrentLinkedQueue<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private volatile @Nullable Consumer<byte[], byte[]> open;
    private Duration pause = FIRST_PAUSE;

    /** Something to be done in the projector's thread, between two rounds. */
    private record Errand<T>(Function<ProjectionSession<?, ?>, T> task, CompletableFuture<T> done) {

        void run(ProjectionSession<?, ?> session) {
            try {
                done.complete(task.apply(session));
            } catch (RuntimeException failure) {
                done.completeExceptionally(failure);
                throw failure;
            }
        }
    }

    /** @param projection asked for at the beginning of each session: its store may have to answer first */
    ProjectionRunner(
            String name,
            Supplier<Projection<?, ?>> projection,
            KafkaClients kafka,
            Letterbox deadLetters,
            Discarded discarded,
            Tracker tracker) {
        this.name = name;
        this.projection = projection;
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.discarded = discarded;
        this.tracker = tracker;
        this.thread = Thread.ofPlatform().name("projector-" + name).daemon().unstarted(this::run);
    }

    /** Done as soon as the projector has time, or never when it is stopped before. A failure is the projector's as well. */
    <T> CompletableFuture<T> between(Function<ProjectionSession<?, ?>, T> task) {
        Errand<T> errand = new Errand<>(task, new CompletableFuture<>());
        errands.add(errand);
        return errand.done();
    }

    Hold hold() {
        Hold hold = new Hold();
        errands.add(new Errand<>(
                session -> {
                    hold.keep(session);
                    return hold;
                },
                new CompletableFuture<>()));
        return hold;
    }

    Tracker tracker() {
        return tracker;
    }

    void start() {
        tracker.starting();
        thread.start();
    }

    /** Asks it to end; returns at once. */
    void askToStop() {
        stop.countDown();
        Consumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    /** Waits until it has ended. When it hangs in a store that does not answer, it is interrupted and waited for once more. */
    void awaitEnd(Duration patience) throws InterruptedException {
        if (!thread.join(patience)) {
            thread.interrupt();
            if (!thread.join(CLOSING)) {
                log.warn(
                        "Projector {} did not end in time; what it has not written it will write at the next start",
                        name);
            }
        }
    }

    ProjectionStatus status() {
        return tracker.status();
    }

    private void run() {
        try {
            while (stop.getCount() > 0) {
                try {
                    session(projection.get());
                } catch (Throwable failure) {
                    // Whatever it was: a thread that ended here would leave a view standing still for ever.
                    if (!pauseAfter(failure)) {
                        return;
                    }
                }
            }
        } finally {
            tracker.stopped();
        }
    }

    private <K, V> void session(Projection<K, V> driven) {
        Consumer<byte[], byte[]> consumer = kafka.consumer(driven.name());
        try {
            open = consumer;
            ProjectionSession<K, V> session =
                    new ProjectionSession<>(driven, consumer, deadLetters, tracker, Reading.all(discarded));
            session.begin();
            while (stop.getCount() > 0) {
                runErrands(session);
                long begun = System.nanoTime();
                if (session.round() > 0) {
                    pause = FIRST_PAUSE;
                    if (tracker.lagEvents() == 0) {
                        restUntil(begun + driven.projector().pace().toNanos());
                    }
                }
            }
            session.writeAll();
        } finally {
            open = null;
            consumer.close(CloseOptions.timeout(CLOSING));
        }
    }

    private void restUntil(long nanos) {
        try {
            boolean _ = stop.await(nanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void runErrands(ProjectionSession<?, ?> session) {
        for (Errand<?> errand = errands.poll(); errand != null; errand = errands.poll()) {
            errand.run(session);
        }
    }

    /** Returns whether to go on. */
    private boolean pauseAfter(Throwable failure) {
        if (stop.getCount() == 0) {
            return false;
        }
        tracker.failed(failure);
        log.warn("Projector {} failed and begins again in {} ms", name, pause.toMillis(), failure);
        try {
            boolean stopped = stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            return !stopped;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
