package dev.parley.query.replay;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.replay.Checkpoint;
import dev.parley.api.wire.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checkpoints on their compacted topic. They are few and small, so each question first reads on to the topic's end and is answered from
 * memory: what one server was told, every other one knows.
 */
@Component
class CheckpointLog implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(CheckpointLog.class);

    private static final TopicPartition CHECKPOINTS = new TopicPartition(Topic.CHECKPOINTS.topicName(), 0);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(200);

    private final JsonMapper json;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Checkpoint> known = new HashMap<>();

    CheckpointLog(@Value("${parley.kafka.bootstrap-servers}") String bootstrapServers, JsonMapper json) {
        this.json = json;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "parley-checkpoints",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE.toMillis(),
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        2_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        3_000),
                new StringSerializer(),
                new ByteArraySerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.CLIENT_ID_CONFIG,
                        "parley-checkpoints",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(CHECKPOINTS));
    }

    /** Returns once it is kept for good. */
    void append(Checkpoint checkpoint) {
        byte[] value = checkpoint.position() == null ? null : json.writeValueAsBytes(checkpoint);
        try {
            var _ = producer.send(new ProducerRecord<>(CHECKPOINTS.topic(), 0, checkpoint.key(), value))
                    .get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    synchronized Optional<Checkpoint> find(String key) {
        readToEnd();
        return Optional.ofNullable(known.get(key));
    }

    synchronized long countOf(String owner) {
        readToEnd();
        return known.values().stream()
                .filter(checkpoint -> checkpoint.owner().equals(owner))
                .count();
    }

    private void readToEnd() {
        try {
            long end = consumer.endOffsets(List.of(CHECKPOINTS), PATIENCE).getOrDefault(CHECKPOINTS, 0L);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(CHECKPOINTS, PATIENCE) < end) {
                if (System.nanoTime() > deadline) {
                    throw new KafkaException("The topic of checkpoints is not read within " + PATIENCE);
                }
                consumer.poll(POLL).forEach(this::learn);
            }
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    private void learn(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            known.remove(record.key());
        } else {
            known.put(record.key(), json.readValue(record.value(), Checkpoint.class));
        }
    }

    private static QueryRefused unavailable(Exception e) {
        log.warn("Checkpoints are not at hand: {}", e.toString());
        return new QueryRefused(Reason.UNAVAILABLE, "Checkpoints cannot be read or kept just now; try again.");
    }

    @Override
    public synchronized void destroy() {
        producer.close(Duration.ofSeconds(1));
        consumer.close();
    }
}
