package dev.parley.command.timer;

import dev.parley.api.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The timers' side of Kafka: a compacted topic of what is pending, and of how far the events were read for it. Whoever has its only
 * partition keeps the time. A position is written after the timers that it stands for, by one idempotent producer, so after any crash some
 * events are read again at most, and say the same again. One thread at a time.
 */
final class TimerLog implements AutoCloseable {

    private static final TopicPartition TIMERS = new TopicPartition(Topic.TIMERS.topicName(), 0);
    private static final List<Topic> EVENTS = List.of(Topic.CONVERSATION_EVENTS, Topic.SCHEDULE_EVENTS);
    private static final String POSITION = "position:";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final JsonMapper json = JsonMapper.shared();
    private final KafkaConsumer<String, byte[]> turn;
    private final KafkaConsumer<String, byte[]> events;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<TopicPartition, Long> next = new HashMap<>();

    TimerLog(String bootstrapServers) {
        turn = consumer(bootstrapServers, Map.of(ConsumerConfig.GROUP_ID_CONFIG, "parley-timers"));
        events = consumer(bootstrapServers, Map.of());
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "parley-timers",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        15_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        15_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "parley-timers");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // The next one takes over after as long; so does whoever was killed and starts again.
        if (more.containsKey(ConsumerConfig.GROUP_ID_CONFIG)) {
            settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
            settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        }
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Whether it is our turn; to be asked again and again, because that is how others learn that we live. */
    boolean isOurTurn() {
        if (turn.subscription().isEmpty()) {
            turn.subscribe(List.of(TIMERS.topic()));
        }
        turn.poll(turn.assignment().isEmpty() ? POLL : Duration.ZERO);
        if (turn.assignment().isEmpty()) {
            return false;
        }
        turn.pause(turn.assignment());
        return true;
    }

    /** Everything that was pending; the events are read from where that ends. */
    List<TimerChange> recover() {
        Map<String, byte[]> kept = new HashMap<>();
        events.assign(List.of(TIMERS));
        events.seekToBeginning(List.of(TIMERS));
        long end = events.endOffsets(List.of(TIMERS), PATIENCE).getOrDefault(TIMERS, 0L);
        while (events.position(TIMERS, PATIENCE) < end) {
            for (ConsumerRecord<String, byte[]> record : events.poll(POLL)) {
                kept.put(record.key(), record.value());
            }
        }
        List<TimerChange> pending = new ArrayList<>();
        Map<String, Long> positions = new HashMap<>();
        kept.forEach((key, value) -> {
            if (value != null && key.startsWith(POSITION)) {
                positions.put(key, json.readValue(value, Long.class));
            } else if (value != null) {
                pending.add(new TimerChange(key, json.readValue(value, Timer.class)));
            }
        });
        follow(positions);
        return pending;
    }

    /** A topic that ends before our position is a new one, and its events were published again from the first. */
    private void follow(Map<String, Long> positions) {
        List<TopicPartition> partitions = EVENTS.stream()
                .flatMap(topic -> events.partitionsFor(topic.topicName(), PATIENCE).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        Map<TopicPartition, Long> ends = events.endOffsets(partitions, PATIENCE);
        events.assign(partitions);
        next.clear();
        ends.forEach((partition, end) -> {
            long position = positions.getOrDefault(key(partition), 0L);
            next.put(partition, position > end ? 0 : position);
        });
        next.forEach(events::seek);
    }

    Iterable<ConsumerRecord<String, byte[]>> poll() {
        return events.poll(POLL);
    }

    /** Keeps what the events of the last poll have changed, then that they were read. */
    void keep(List<TimerChange> changes) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        changes.forEach(change -> sent.add(
                send(change.id(), change.timer() == null ? null : json.writeValueAsBytes((Object) change.timer()))));
        for (TopicPartition partition : events.assignment()) {
            long reached = events.position(partition, PATIENCE);
            if (!Objects.equals(next.put(partition, reached), reached)) {
                sent.add(send(key(partition), json.writeValueAsBytes(reached)));
            }
        }
        sent.forEach(TimerLog::acknowledged);
    }

    private Future<RecordMetadata> send(String key, byte @Nullable [] value) {
        return producer.send(new ProducerRecord<>(TIMERS.topic(), TIMERS.partition(), key, value));
    }

    private static String key(TopicPartition partition) {
        return POSITION + partition;
    }

    private static void acknowledged(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka did not take a timer", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        turn.close();
        events.close();
    }
}
