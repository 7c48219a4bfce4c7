package dev.parley.projection.runtime;

import dev.parley.projection.runtime.ProjectionStatus.Phase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fills one generation from where it stands to the end of its topics: in large steps, and with several threads where partitions may be
 * read side by side. What fails is tried again, from where the store says that it is.
 */
public final class BulkLoad {

    private static final Logger log = LoggerFactory.getLogger(BulkLoad.class);
    /** One for each processor: more do not make it faster, and each holds what it has not written yet. */
    private static final int SIDE_BY_SIDE = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofMillis(200);

    private final Projection<?, ?> projection;
    private final KafkaClients kafka;
    private final Letterbox deadLetters;
    private final Options options;
    private final List<Tracker> trackers;
    private final AtomicLong read = new AtomicLong();
    private final long begun = System.nanoTime();

    /**
     * How it is done.
     *
     * @param eventsPerSecond at most; 0 = as fast as it goes
     * @param keys records that count
     * @param broken whether to leave off
     */
    public record Options(
            int eventsPerSecond, Predicate<ConsumerRecord<byte[], byte[]>> keys, BooleanSupplier broken) {}

    /** How far it is: offsets behind it, of how many. */
    public record Progress(long done, long total, long deadLetters, double perSecond) {}

    BulkLoad(
            Projection<?, ?> projection,
            boolean sideBySide,
            KafkaClients kafka,
            Letterbox deadLetters,
            Options options) {
        this.projection = projection;
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.options = options;
        this.trackers = IntStream.range(0, sideBySide ? SIDE_BY_SIDE : 1)
                .mapToObj(i -> new Tracker(projection.name(), new SimpleMeterRegistry(), Clock.systemUTC()))
                .toList();
    }

    public Progress progress() {
        long done = 0;
        long total = 0;
        long dead = 0;
        for (Tracker tracker : trackers) {
            ProjectionStatus status = tracker.status();
            done += status.done();
            total += status.total();
            dead += tracker.deadLetters();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new Progress(done, total, dead, seconds <= 0 ? 0 : read.get() / seconds);
    }

    /**
     * Returns when everything is in that lay before it when it began.
     *
     * @throws CancellationException when it was broken off
     */
    void run(Discarded discarded) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        try {
            projection.progress().prepare(); // once, and not by all threads at the same time
            for (int i = 0; i < trackers.size(); i++) {
                int part = i;
                Reading reading = new Reading(
                        partition -> partition.partition() % trackers.size() == part, options.keys(), discarded);
                threads.add(Thread.ofPlatform()
                        .daemon()
                        .name("load-" + projection.progressName() + "-" + part)
                        .start(() -> part(projection, reading, trackers.get(part))));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        } finally {
            threads.forEach(Thread::interrupt);
        }
        if (options.broken().getAsBoolean()) {
            throw new CancellationException(projection.progressName() + " is left as it is");
        }
    }

    private <K, V> void part(Projection<K, V> loaded, Reading reading, Tracker tracker) {
        while (!options.broken().getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            Consumer<byte[], byte[]> consumer = kafka.bulkConsumer(loaded.progressName(), step());
            try {
                ProjectionSession<K, V> session =
                        new ProjectionSession<>(loaded, consumer, deadLetters, tracker, reading);
                session.begin();
                if (session.hasNothingToRead()) {
                    return; // a topic may have fewer partitions than there are threads
                }
                while (!options.broken().getAsBoolean()) {
                    read.addAndGet(session.round());
                    if (tracker.status().phase() == Phase.LIVE) {
                        return;
                    }
                    if (options.eventsPerSecond() > 0) {
                        session.writeAll(); // while it rests, what it has done shall not be at stake
                    }
                    keepToTheRate();
                }
                session.writeAll();
            } catch (RuntimeException failure) {
                tracker.failed(failure);
                log.warn("Loading {} failed and goes on in {} ms", loaded.progressName(), PAUSE.toMillis(), failure);
                rest(PAUSE);
            } finally {
                consumer.close(CloseOptions.timeout(CLOSING));
            }
        }
    }

    /** Where it has come to, by partition. */
    Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        trackers.forEach(tracker -> positions.putAll(tracker.positions()));
        return positions;
    }

    /** Reads on to exactly these positions, after {@link #run} has come to its end. */
    void advanceTo(Map<TopicPartition, Long> end, Discarded discarded) {
        advance(projection, end, new Reading(partition -> true, options.keys(), discarded));
    }

    private <K, V> void advance(Projection<K, V> loaded, Map<TopicPartition, Long> end, Reading reading) {
        Consumer<byte[], byte[]> consumer = kafka.bulkConsumer(loaded.progressName());
        try {
            ProjectionSession<K, V> session =
                    new ProjectionSession<>(loaded, consumer, deadLetters, trackers.getFirst(), reading);
            session.begin();
            session.advanceTo(end);
        } finally {
            consumer.close(CloseOptions.timeout(CLOSING));
        }
    }

    /** Under a throttle what a quarter of a second has room for: larger ones would come in bursts. */
    private int step() {
        int rate = options.eventsPerSecond();
        return rate == 0
                ? KafkaClients.LARGEST_STEP
                : Math.clamp(rate / (4 * trackers.size()), 1, KafkaClients.LARGEST_STEP);
    }

    private void keepToTheRate() {
        int rate = options.eventsPerSecond();
        if (rate > 0) {
            long due = begun + read.get() * 1_000_000_000L / rate;
            for (long left = due - System.nanoTime();
                    left > 0 && !options.broken().getAsBoolean();
                    left = due - System.nanoTime()) {
                rest(Duration.ofNanos(Math.min(left, PAUSE.toNanos())));
            }
        }
    }

    private static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
