package dev.parley.push.position;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.position.PositionMoved;
import dev.parley.api.wire.Topic;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Writes positions to their compacted topic. A producer may wait for metadata, so it is never asked on an event loop. */
@Component
final class PositionTopic implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(PositionTopic.class);

    private final JsonMapper json;
    private final KafkaProducer<String, byte[]> producer;

    PositionTopic(@Value("${parley.kafka.bootstrap-servers}") String bootstrapServers, JsonMapper json) {
        this.json = json;
        this.producer = new KafkaProducer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        CommonClientConfigs.CLIENT_ID_CONFIG, "parley-push-positions",
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, 0,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Completes once the brokers have it; {@code UNAVAILABLE} when they do not take it. */
    Mono<Void> publish(PositionMoved moved) {
        return Mono.fromCallable(() -> producer.send(new ProducerRecord<>(
                                Topic.POSITIONS.topicName(), moved.key(), json.writeValueAsBytes(moved)))
                        .get())
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(failure -> {
                    log.warn("A position could not be kept", failure);
                    return new QueryRefused(
                            Reason.UNAVAILABLE, "The position could not be kept; try again in a moment.");
                })
                .then();
    }

    @Override
    public void destroy() {
        producer.close(Duration.ofSeconds(1));
    }
}
