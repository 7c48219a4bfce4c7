package dev.parley.projection.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

    private final Projection<?, ?> projection;
    private final KafkaClients kafka;
    private final DeadLetters deadLetters;
    private final Tracker tracker;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private volatile @Nullable Consumer<byte[], byte[]> open;
    private Duration pause = FIRST_PAUSE;

    ProjectionRunner(Projection<?, ?> projection, KafkaClients kafka, DeadLetters deadLetters, Tracker tracker) {
        this.projection = projection;
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.tracker = tracker;
        this.thread = Thread.ofPlatform()
                .name("projector-" + projection.name())
                .daemon()
                .unstarted(this::run);
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
                        projection.name());
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
                    session(projection);
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
            ProjectionSession<K, V> session = new ProjectionSession<>(driven, consumer, deadLetters, tracker);
            session.begin();
            while (stop.getCount() > 0) {
                if (session.round() > 0) {
                    pause = FIRST_PAUSE;
                }
            }
        } finally {
            open = null;
            consumer.close(CloseOptions.timeout(CLOSING));
        }
    }

    /** Returns whether to go on. */
    private boolean pauseAfter(Throwable failure) {
        if (stop.getCount() == 0) {
            return false;
        }
        tracker.failed(failure);
        log.warn("Projector {} failed and begins again in {} ms", projection.name(), pause.toMillis(), failure);
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
