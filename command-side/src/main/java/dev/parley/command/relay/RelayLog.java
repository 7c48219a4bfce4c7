package dev.parley.command.relay;

import dev.parley.api.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The relay's side of Kafka. A batch of events and the position behind it are one transaction, so the two cannot come apart; the
 * transactional id is the store's, so a second relay of the same store fences the first. One thread at a time.
 */
final class RelayLog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RelayLog.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long FIRST_STEP = 100;

    private final String storeId;
    private final JsonMapper json;
    private final String bootstrapServers;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Long> published = new HashMap<>();

    RelayLog(String bootstrapServers, UUID storeId, JsonMapper json) {
        this.bootstrapServers = bootstrapServers;
        this.storeId = storeId.toString();
        this.json = json;
        Properties settings = new Properties();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "parley-relay");
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "parley-relay-" + storeId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 20_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        // The broker finishes a transaction a moment after it has answered; waiting 100 ms to begin the next would be
        // our latency.
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 2);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (RuntimeException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** Where the last committed batch ended; empty when there was none, or when Kafka has lost records since. */
    Optional<RelayPosition> position() {
        Properties settings = new Properties();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            Optional<RelayPosition> held = lastOf(consumer).filter(position -> holds(position, consumer));
            held.ifPresent(position -> published.putAll(position.published()));
            return held;
        }
    }

    /** Looks from the end backwards, in growing steps: between two compactions the topic holds a record per batch. */
    private Optional<RelayPosition> lastOf(KafkaConsumer<String, byte[]> consumer) {
        TopicPartition partition = new TopicPartition(Topic.RELAY.topicName(), 0);
        consumer.assign(List.of(partition));
        long first = consumer.beginningOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(List.of(partition), PATIENCE).getOrDefault(partition, 0L);
        for (long step = FIRST_STEP; ; step *= 100) {
            long from = Math.max(first, end - step);
            Optional<RelayPosition> found = lastBetween(from, end, consumer, partition);
            if (found.isPresent() || from == first) {
                return found;
            }
        }
    }

    private Optional<RelayPosition> lastBetween(
            long from, long end, KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        consumer.seek(partition, from);
        byte[] last = null;
        while (consumer.position(partition, PATIENCE) < end) {
            for (ConsumerRecord<String, byte[]> entry : consumer.poll(Duration.ofMillis(100))) {
                if (storeId.equals(entry.key())) {
                    last = entry.value();
                }
            }
        }
        return Optional.ofNullable(last).map(value -> json.readValue(value, RelayPosition.class));
    }

    private static boolean holds(RelayPosition position, KafkaConsumer<String, byte[]> consumer) {
        Map<TopicPartition, Long> claimed = new HashMap<>();
        position.published().forEach((name, end) -> claimed.put(partition(name), end));
        Map<TopicPartition, Long> ends = consumer.endOffsets(claimed.keySet(), PATIENCE);
        for (Map.Entry<TopicPartition, Long> claim : claimed.entrySet()) {
            long end = ends.getOrDefault(claim.getKey(), 0L);
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

    /**
     * Publishes a batch and the position behind it, both or neither.
     *
     * @throws KafkaException when it did not happen; this object is of no use then
     */
    void publish(List<ProducerRecord<String, byte[]>> batch, String tokenType, String token) {
        producer.beginTransaction();
        List<Future<RecordMetadata>> acknowledgements = new ArrayList<>(batch.size());
        for (ProducerRecord<String, byte[]> event : batch) {
            acknowledgements.add(producer.send(event));
        }
        producer.flush();
        acknowledgements.forEach(acknowledgement -> note(acknowledged(acknowledgement)));
        byte[] position = json.writeValueAsBytes(new RelayPosition(tokenType, token, published));
        acknowledged(flushed(producer.send(new ProducerRecord<>(Topic.RELAY.topicName(), storeId, position))));
        producer.commitTransaction();
    }

    private Future<RecordMetadata> flushed(Future<RecordMetadata> acknowledgement) {
        producer.flush();
        return acknowledgement;
    }

    private void note(RecordMetadata metadata) {
        published.merge(metadata.topic() + "/" + metadata.partition(), metadata.offset() + 1, Math::max);
    }

    private static RecordMetadata acknowledged(Future<RecordMetadata> acknowledgement) {
        try {
            return acknowledgement.get();
        } catch (ExecutionException e) {
            throw new KafkaException("Kafka did not take an event", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while publishing", e);
        }
    }

    private static TopicPartition partition(String name) {
        int slash = name.lastIndexOf('/');
        return new TopicPartition(name.substring(0, slash), Integer.parseInt(name.substring(slash + 1)));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
