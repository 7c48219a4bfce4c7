package dev.parley.command.relay;

import dev.parley.eventstore.EventStorage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Follows the event store and publishes every event to Kafka, in the store's order. Its position lies in Kafka too, so that it lives and
 * dies with what it describes. It follows Axon's event stream itself instead of using a tracking processor: a processor keeps its
 * position in a token store elsewhere, and rests up to a minute after a failure.
 */
public final class Relay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final int MAX_BATCH = 500;
    private static final Duration FAREWELL = Duration.ofSeconds(1);
    private static final int IDLE_MILLIS = 100;
    private static final Duration LONGEST_REST = Duration.ofSeconds(5);
    private static final Duration SHORTEST_REST = Duration.ofMillis(200);

    private final EventStore events;
    private final Supplier<RelayLog> kafka;
    private final EventRecord records;
    private final Clock clock;
    private final Counter publishedEvents;
    private final Timer delay;
    private final AtomicLong lastPosition = new AtomicLong();
    private volatile @Nullable Thread thread;
    private volatile @Nullable String trouble;

    /** From that store to those brokers; starts when it is told to. */
    public static Relay between(
            EventStorage storage, String bootstrapServers, Serializer serializer, Clock clock, MeterRegistry meters) {
        return new Relay(
                storage.events(),
                () -> new RelayLog(bootstrapServers, storage.storeId(), serializer),
                serializer,
                clock,
                meters);
    }

    private Relay(
            EventStore events, Supplier<RelayLog> kafka, Serializer serializer, Clock clock, MeterRegistry meters) {
        this.events = events;
        this.clock = clock;
        this.kafka = kafka;
        this.records = new EventRecord(serializer);
        this.publishedEvents = Counter.builder("parley.relay.published").register(meters);
        this.delay = Timer.builder("parley.relay.delay")
                .description("From the decision until Kafka has the event")
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(meters);
        Gauge.builder("parley.relay.lag.events", this, Relay::lag).register(meters);
    }

    /** How many events of the store are not in Kafka yet. */
    public long lag() {
        TrackingToken head = events.createHeadToken();
        return head == null ? 0 : Math.max(0, head.position().orElse(0) - lastPosition.get());
    }

    /** What keeps it from publishing just now; null = nothing. */
    public @Nullable String trouble() {
        return trouble;
    }

    @Override
    public void start() {
        Thread relay = Thread.ofPlatform().name("relay").unstarted(this::run);
        thread = relay; // before it runs: it asks whether it should
        relay.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            try {
                if (!running.join(FAREWELL)) {
                    running.interrupt(); // it rests, or Kafka does not answer
                    running.join(FAREWELL);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        Duration rest = SHORTEST_REST;
        while (isRunning()) {
            try (RelayLog out = kafka.get()) {
                TrackingToken from = out.start();
                log.info("Relaying from {}", from == null ? "the beginning" : from);
                from(from, out);
            } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
                return;
            } catch (RuntimeException e) {
                if (!isRunning()) {
                    return;
                }
                trouble = e.toString();
                log.warn(
                        "The relay rests for {} ms and then goes on from its last position: {}",
                        rest.toMillis(),
                        e.toString());
                if (!slept(rest)) {
                    return;
                }
                rest = rest.multipliedBy(2).compareTo(LONGEST_REST) < 0 ? rest.multipliedBy(2) : LONGEST_REST;
            }
        }
    }

    private void from(@Nullable TrackingToken from, RelayLog out) throws InterruptedException {
        lastPosition.set(from == null ? 0 : from.position().orElse(0));
        try (BlockingStream<TrackedEventMessage<?>> stream = events.openStream(from)) {
            while (isRunning()) {
                if (stream.hasNextAvailable(IDLE_MILLIS, TimeUnit.MILLISECONDS)) {
                    publishWhatIsThere(stream, out);
                } else {
                    out.note();
                }
                trouble = null;
            }
        }
    }

    private void publishWhatIsThere(BlockingStream<TrackedEventMessage<?>> stream, RelayLog out)
            throws InterruptedException {
        List<ProducerRecord<String, byte[]>> batch = new ArrayList<>();
        List<Instant> decided = new ArrayList<>();
        TrackingToken reached = null;
        while (batch.size() < MAX_BATCH && stream.hasNextAvailable()) {
            TrackedEventMessage<?> event = stream.nextAvailable();
            reached = event.trackingToken();
            if (!out.has(reached.position().orElse(-1))) {
                batch.add(records.of(event));
                decided.add(event.getTimestamp());
            }
        }
        if (reached == null) {
            return;
        }
        out.publish(batch, reached);
        publishedEvents.increment(batch.size());
        Instant now = clock.instant();
        decided.forEach(at -> delay.record(Duration.between(at, now)));
        lastPosition.set(reached.position().orElse(0));
    }

    private static boolean slept(Duration rest) {
        try {
            Thread.sleep(rest);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
