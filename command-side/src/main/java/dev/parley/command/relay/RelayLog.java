package dev.parley.command.relay;

import dev.parley.api.wire.EventHeaders;
import dev.parley.api.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
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
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The relay's side of Kafka. Events are sent in order by an idempotent producer that has one request under way, and the producer ends
 * with the first that fails: so what a partition holds is always what was sent to it, up to some point. The position follows a little
 * behind; after a crash the records beyond it tell what need not be sent again. One thread at a time.
 */
final class RelayLog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RelayLog.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<Topic> EVENT_TOPICS =
            List.of(Topic.CONVERSATION_EVENTS, Topic.PEOPLE_EVENTS, Topic.SCHEDULE_EVENTS);
    private static final long FIRST_STEP = 100;

    /** How many events may lie between two positions: as many are read again after a crash. */
    private static final int EVENTS_PER_POSITION = 1_000;

    private final String storeId;
    private final JsonMapper json = JsonMapper.shared();
    private final Serializer serializer;
    private final String bootstrapServers;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Long> published = new HashMap<>();
    private Set<Long> already = new HashSet<>();
    private int unnoted;
    private @Nullable TrackingToken reached;

    RelayLog(String bootstrapServers, UUID storeId, Serializer serializer) {
        this.bootstrapServers = bootstrapServers;
        this.storeId = storeId.toString();
        this.serializer = serializer;
        Properties settings = new Properties();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "parley-relay");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /**
     * Looks where to go on; null = at the beginning.
     *
     * @throws KafkaException when Kafka does not answer; this object is of no use then
     */
    @Nullable
    TrackingToken start() {
        Properties settings = new Properties();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> ends = ends(consumer);
            ends.forEach((partition, end) -> published.put(name(partition), end));
            Optional<RelayPosition> last = lastOf(consumer).filter(position -> holds(position, ends));
            if (last.isEmpty()) {
                acknowledged(send(record(new RelayPosition(null, null, published))));
                return null;
            }
            already = beyond(last.get(), ends, consumer);
            return token(last.get());
        }
    }

    private @Nullable TrackingToken token(RelayPosition position) {
        return position.token() == null || position.tokenType() == null
                ? null
                : serializer.deserialize(
                        new SimpleSerializedObject<>(position.token(), String.class, position.tokenType(), null));
    }

    private static Map<TopicPartition, Long> ends(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = EVENT_TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName(), PATIENCE).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        return consumer.endOffsets(partitions, PATIENCE);
    }

    /** Looks from the end backwards, in growing steps: between two compactions the topic holds many records. */
    private Optional<RelayPosition> lastOf(Consumer<String, byte[]> consumer) {
        TopicPartition partition = new TopicPartition(Topic.RELAY.topicName(), 0);
        consumer.assign(List.of(partition));
        long first = consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        for (long step = FIRST_STEP; ; step *= 100) {
            long from = Math.max(first, end - step);
            byte[][] last = new byte[1][];
            read(partition, from, end, consumer, entry -> {
                if (storeId.equals(entry.key())) {
                    last[0] = entry.value();
                }
            });
            if (last[0] != null) {
                return Optional.of(json.readValue(last[0], RelayPosition.class));
            }
            if (from == first) {
                return Optional.empty();
            }
        }
    }

    /** The positions of the events that were published after a position was noted. */
    private static Set<Long> beyond(
            RelayPosition position, Map<TopicPartition, Long> ends, Consumer<String, byte[]> consumer) {
        Set<Long> positions = new HashSet<>();
        ends.forEach((partition, end) -> {
            long from = position.published().getOrDefault(name(partition), 0L);
            read(partition, from, end, consumer, record -> {
                Header header = record.headers().lastHeader(EventHeaders.POSITION);
                positions.add(Long.parseLong(new String(header.value(), StandardCharsets.UTF_8)));
            });
        });
        return positions;
    }

    private static void read(
            TopicPartition partition,
            long from,
            long end,
            Consumer<String, byte[]> consumer,
            java.util.function.Consumer<ConsumerRecord<String, byte[]>> each) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        while (consumer.position(partition, PATIENCE) < end) {
            consumer.poll(Duration.ofMillis(100)).forEach(each);
        }
    }

    private static boolean holds(RelayPosition position, Map<TopicPartition, Long> ends) {
        for (Map.Entry<String, Long> claim : position.published().entrySet()) {
            long end = ends.getOrDefault(partition(claim.getKey()), 0L);
            if (end < claim.getValue()) {
                log.warn(
                        "Kafka has lost records: {} ends at {} and had {}. Publishing every event again; readers skip what they have.",
                        claim.getKey(),
                        end,
                        claim.getValue());
                return false;
            }
        }
        return true;
    }

    /** Whether Kafka has the event at that position already. To be asked once for each, in order. */
    boolean has(long position) {
        return already.remove(position);
    }

    /**
     * Publishes events, in order, and returns when Kafka has all of them.
     *
     * @param token behind the last of them
     * @throws RuntimeException when it has some of them only, in order; this object is of no use then
     */
    void publish(List<ProducerRecord<String, byte[]>> batch, TrackingToken token) {
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(batch.size());
        for (ProducerRecord<String, byte[]> event : batch) {
            acknowledgements.add(send(event));
        }
        for (Future<RecordMetadata> acknowledgement : acknowledgements) {
            RecordMetadata metadata = acknowledged(acknowledgement);
            published.merge(
                    name(new TopicPartition(metadata.topic(), metadata.partition())), metadata.offset() + 1, Math::max);
        }
        unnoted += batch.size();
        reached = token;
        if (unnoted >= EVENTS_PER_POSITION) {
            note();
        }
    }

    /** Notes how far it is, when that has changed. As long as Kafka has events from beyond, an earlier note says more. */
    void note() {
        if (reached != null && already.isEmpty()) {
            SerializedObject<String> token = serializer.serialize(reached, String.class);
            var _ = send(record(new RelayPosition(token.getType().getName(), token.getData(), published)));
            reached = null;
            unnoted = 0;
        }
    }

    private ProducerRecord<String, byte[]> record(RelayPosition position) {
        return new ProducerRecord<>(Topic.RELAY.topicName(), storeId, json.writeValueAsBytes(position));
    }

    /** With the first that fails everything ends: what came after it must not overtake it. */
    private Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        return producer.send(record, (metadata, failure) -> {
            if (failure != null) {
                producer.close(Duration.ZERO);
            }
        });
    }

    private static RecordMetadata acknowledged(Future<RecordMetadata> acknowledgement) {
        try {
            return acknowledgement.get();
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka did not take an event", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    private static String name(TopicPartition partition) {
        return partition.topic() + "/" + partition.partition();
    }

    private static TopicPartition partition(String name) {
        int slash = name.lastIndexOf('/');
        return new TopicPartition(name.substring(0, slash), Integer.parseInt(name.substring(slash + 1)));
    }

    /** Waits for the request that is under way, also on a thread that was interrupted: whoever goes on looks at what Kafka has by then. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            if (!interrupted) {
                note();
            }
        } catch (RuntimeException e) {
            log.debug("The last position is not noted; the records tell it", e);
        }
        producer.close(Duration.ofSeconds(1));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
