package dev.parley.push.dispatch;

import dev.parley.api.wire.Topic;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.fanout.Outflow;
import dev.parley.push.tail.Offsets;
import dev.parley.push.tail.Published;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows the topics of conversations and of facts for all connections of this gateway, on one thread of its own and outside any
 * consumer group: every gateway reads everything. After a failure it goes on where it was, so nobody misses anything.
 */
@Component
public final class Dispatcher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration REST = Duration.ofMillis(500);
    /** In events before the newest batch; with that batch it is less than what a connection's queue takes. */
    private static final int MOST_BEHIND = 256;

    private static final String CONVERSATIONS = Topic.CONVERSATION_EVENTS.topicName();

    private final TopicConsumers consumers;
    private final Records records;
    private final FanoutLoop loop;
    private final Outflow outflow;
    private final List<FactFollower<?>> followers;
    private final Counter unreadable;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private volatile @Nullable Thread thread;
    private volatile @Nullable Consumer<String, byte[]> reading;
    private volatile @Nullable String trouble = "not started yet";
    private volatile long lag;
    private final Deque<Outgoing> outgoing = new ArrayDeque<>();

    Dispatcher(
            TopicConsumers consumers,
            Records records,
            FanoutLoop loop,
            Outflow outflow,
            List<FactFollower<?>> followers,
            MeterRegistry meters) {
        this.consumers = consumers;
        this.records = records;
        this.loop = loop;
        this.outflow = outflow;
        this.followers = followers;
        this.unreadable = meters.counter("parley.push.unreadable");
        Gauge.builder("parley.push.lag.events", this, dispatcher -> dispatcher.lag)
                .description("Records of the topics that have not been dispatched yet")
                .register(meters);
    }

    /** What keeps events from flowing just now; null = nothing. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** In records of all topics together. */
    public long lag() {
        return lag;
    }

    @Override
    public void start() {
        Thread dispatcher = Thread.ofPlatform().name("push-dispatcher").unstarted(this::run);
        thread = dispatcher; // before it runs: it asks whether it should
        dispatcher.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        Consumer<String, byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        if (running != null) {
            try {
                running.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Before the web server, and until after it: connections find events flowing, and flow to the last. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            try (Consumer<String, byte[]> consumer = consumers.open()) {
                reading = consumer;
                begin(consumer);
                trouble = null;
                while (isRunning()) {
                    dispatch(consumer);
                }
            } catch (WakeupException e) {
                log.debug("Asked to stop");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (InvalidOffsetException | ExecutionException e) {
                // Records are gone, or the fan-out did not finish a batch: connections begin anew rather than miss
                // something.
                next.clear();
                failed(e);
            } catch (RuntimeException e) {
                failed(e);
            } finally {
                reading = null;
            }
        }
    }

    private void failed(Exception failure) {
        if (isRunning()) {
            trouble = failure.toString();
            log.warn("Events do not flow; trying again", failure);
            rest();
        }
    }

    /** At the end the first time, else where it was; anew when the topic is not the one it was. */
    private void begin(Consumer<String, byte[]> consumer) throws InterruptedException, ExecutionException {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics()) {
            consumer.partitionsFor(topic).forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        boolean same = next.keySet().equals(ends.keySet())
                && ends.entrySet().stream().allMatch(end -> next.getOrDefault(end.getKey(), 0L) <= end.getValue());
        if (!same) {
            next.clear();
            next.putAll(ends);
            Offsets at = conversationOffsets();
            loop.run(fanout -> fanout.begin(at)).toFuture().get();
        }
        next.forEach(consumer::seek);
    }

    private void dispatch(Consumer<String, byte[]> consumer) throws InterruptedException, ExecutionException {
        ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
        Map<TopicPartition, Long> reached = new HashMap<>();
        long behind = 0;
        for (TopicPartition partition : consumer.assignment()) {
            reached.put(partition, consumer.position(partition));
            behind += consumer.currentLag(partition).orElse(0L);
        }
        lag = behind;
        if (reached.equals(next)) {
            return;
        }
        next.putAll(reached);
        List<Published> events = read(polled.records(CONVERSATIONS), records::event);
        Offsets end = conversationOffsets();
        // Waits for its turn: a fan-out that is behind slows the reading down, and Kafka holds what waits.
        loop.run(fanout -> fanout.accept(events, end)).toFuture().get();
        if (!events.isEmpty()) {
            outgoing.add(new Outgoing(outflow.release(), events.size()));
            awaitOutflow();
        }
        for (FactFollower<?> follower : followers) {
            show(follower, polled);
        }
    }

    /** Events on their way from the fan-out into sockets. */
    private record Outgoing(CompletableFuture<Void> passed, int events) {}

    /**
     * Lets the event loops be a little behind, so that what a few are told need not wait for what thousands are told. When they cannot keep
     * up, more records come with the next batch, and connections write more at once; without this their queues would fill, and readers that
     * are not slow would be called so.
     */
    private void awaitOutflow() throws InterruptedException, ExecutionException {
        try {
            while (outgoing.stream().mapToInt(Outgoing::events).sum()
                            - outgoing.getLast().events()
                    > MOST_BEHIND) {
                outgoing.removeFirst().passed().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (TimeoutException e) {
            log.warn("Connections had no turn to write within {}; their queues bound what waits", PATIENCE);
        }
        outgoing.removeIf(each -> each.passed().isDone());
    }

    private <T> void show(FactFollower<T> follower, ConsumerRecords<String, byte[]> polled)
            throws InterruptedException, ExecutionException {
        List<T> facts =
                read(polled.records(follower.topic().topicName()), record -> records.fact(record, follower.type()));
        if (!facts.isEmpty()) {
            follower.shown(facts).toFuture().get();
        }
    }

    private List<String> topics() {
        return Stream.concat(
                        Stream.of(CONVERSATIONS),
                        followers.stream().map(follower -> follower.topic().topicName()))
                .toList();
    }

    /** A record that is none of ours must not keep all others from flowing. The clients concerned find the gap, and resume. */
    private <T> List<T> read(
            Iterable<ConsumerRecord<String, byte[]>> polled, Function<ConsumerRecord<String, byte[]>, T> reader) {
        List<T> read = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : polled) {
            if (record.value() == null) {
                continue; // forgotten on purpose
            }
            try {
                read.add(reader.apply(record));
            } catch (RuntimeException e) {
                unreadable.increment();
                log.error("{}-{}@{} cannot be read", record.topic(), record.partition(), record.offset(), e);
            }
        }
        return read;
    }

    private Offsets conversationOffsets() {
        long[] offsets = new long
                [(int) next.keySet().stream()
                        .filter(partition -> partition.topic().equals(CONVERSATIONS))
                        .count()];
        next.forEach((partition, offset) -> {
            if (partition.topic().equals(CONVERSATIONS)) {
                offsets[partition.partition()] = offset;
            }
        });
        return Offsets.of(offsets);
    }

    private static void rest() {
        try {
            Thread.sleep(REST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
