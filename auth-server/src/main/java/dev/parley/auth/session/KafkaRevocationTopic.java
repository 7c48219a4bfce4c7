package dev.parley.auth.session;

import dev.parley.api.session.Revocation;
import dev.parley.api.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@link Topic#SESSIONS} on the brokers, connected when it is first used. One thread at a time. */
final class KafkaRevocationTopic implements RevocationTopic {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Future<String> brokers;
    private final JsonMapper json;
    private @Nullable Producer<String, byte[]> producer;

    KafkaRevocationTopic(Future<String> brokers, JsonMapper json) {
        this.brokers = brokers;
        this.json = json;
    }

    @Override
    public boolean isThere() {
        return brokers.state() == Future.State.SUCCESS;
    }

    @Override
    public void publish(List<Revocation> revocations) {
        Producer<String, byte[]> open = open();
        List<Future<?>> sent = new ArrayList<>();
        for (Revocation revocation : revocations) {
            sent.add(open.send(new ProducerRecord<>(
                    Topic.SESSIONS.topicName(), revocation.key(), json.writeValueAsBytes(revocation))));
        }
        try {
            for (Future<?> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take a revocation: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before Kafka had taken a revocation", e);
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }

    private Producer<String, byte[]> open() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            brokers.resultNow(),
                            ProducerConfig.CLIENT_ID_CONFIG,
                            "parley-auth-revocations",
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.LINGER_MS_CONFIG,
                            0,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            PATIENCE.toMillis(),
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            (int) PATIENCE.toMillis(),
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            (int) PATIENCE.multipliedBy(2).toMillis()),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }
}
