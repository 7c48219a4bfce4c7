package dev.parley.push.position;

import dev.parley.api.position.PositionMoved;
import dev.parley.api.wire.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Positions on Kafka, idempotent and acknowledged by all replicas. */
@Component
final class KafkaPositionLog implements PositionLog, DisposableBean {

    private final JsonMapper json;
    private final KafkaProducer<String, byte[]> producer;

    KafkaPositionLog(@Value("${parley.kafka.bootstrap-servers}") String bootstrapServers, JsonMapper json) {
        this.json = json;
        this.producer = new KafkaProducer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        CommonClientConfigs.CLIENT_ID_CONFIG,
                        "parley-push-positions",
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        2_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        10_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Override
    public CompletableFuture<Void> append(PositionMoved moved) {
        CompletableFuture<Void> kept = new CompletableFuture<>();
        var _ = producer.send(
                new ProducerRecord<>(Topic.POSITIONS.topicName(), moved.key(), json.writeValueAsBytes(moved)),
                (where, failure) -> {
                    if (failure == null) {
                        kept.complete(null);
                    } else {
                        kept.completeExceptionally(failure);
                    }
                });
        return kept;
    }

    @Override
    public void destroy() {
        producer.close(Duration.ofSeconds(1));
    }
}
