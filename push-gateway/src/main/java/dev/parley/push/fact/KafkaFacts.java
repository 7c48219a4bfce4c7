package dev.parley.push.fact;

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

/** Facts on Kafka, idempotent and acknowledged by all replicas. */
@Component
public final class KafkaFacts implements DisposableBean {

    private final JsonMapper json;
    private final KafkaProducer<String, byte[]> producer;

    KafkaFacts(@Value("${parley.kafka.bootstrap-servers}") String bootstrapServers, JsonMapper json) {
        this.json = json;
        this.producer = new KafkaProducer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        CommonClientConfigs.CLIENT_ID_CONFIG,
                        "parley-push-facts",
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

    /**
     * Completes once it is kept for good. May wait for the broker's metadata, so whoever calls has a thread for it; what one thread
     * appends first stands first.
     */
    public CompletableFuture<Void> append(Topic topic, String key, Object fact) {
        CompletableFuture<Void> kept = new CompletableFuture<>();
        var _ = producer.send(
                new ProducerRecord<>(topic.topicName(), key, json.writeValueAsBytes(fact)), (where, failure) -> {
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
