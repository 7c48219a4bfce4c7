package dev.parley.push.note;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.note.NoteTaken;
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
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Notes on Kafka, idempotent and acknowledged by all replicas. The client may wait for the broker's metadata, so it has a thread. */
@Component
final class KafkaNoteLog implements NoteLog, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(KafkaNoteLog.class);
    private static final int MAX_WAITING = 10_000;

    private final JsonMapper json;
    private final Scheduler writer = Schedulers.newBoundedElastic(1, MAX_WAITING, "push-notes");
    private final KafkaProducer<String, byte[]> producer;

    KafkaNoteLog(@Value("${parley.kafka.bootstrap-servers}") String bootstrapServers, JsonMapper json) {
        this.json = json;
        this.producer = new KafkaProducer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        CommonClientConfigs.CLIENT_ID_CONFIG,
                        "parley-push-notes",
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
    public Mono<Void> append(NoteTaken taken) {
        return Mono.<Void>create(kept -> {
                    var _ = producer.send(
                            new ProducerRecord<>(Topic.NOTES.topicName(), taken.key(), json.writeValueAsBytes(taken)),
                            (where, failure) -> {
                                if (failure == null) {
                                    kept.success();
                                } else {
                                    kept.error(failure);
                                }
                            });
                })
                .subscribeOn(writer)
                .onErrorMap(failure -> {
                    log.warn("A note could not be kept", failure);
                    return new CommandRefused(Reason.UNAVAILABLE, "This could not be noted; try again in a moment.");
                });
    }

    @Override
    public void destroy() {
        writer.dispose();
        producer.close(Duration.ofSeconds(1));
    }
}
