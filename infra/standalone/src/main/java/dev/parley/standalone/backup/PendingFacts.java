package dev.parley.standalone.backup;

import dev.parley.standalone.holdings.Facts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Facts of a restored backup on their way to Kafka. Before anybody else writes to the topic, because the newest record of a key has to stay
 * the one that counts; after a crash in between they are simply published again.
 */
public final class PendingFacts<T> {

    private final Facts<T> facts;
    private final Path file;
    private final JsonMapper json = JsonMapper.shared();

    /** @param file may be missing, and then there is nothing to do */
    public PendingFacts(Facts<T> facts, Path file) {
        this.facts = facts;
        this.file = file;
    }

    /** Returns how many there were once Kafka has all of them for good. */
    public long publish(String bootstrapServers) throws IOException {
        if (Files.notExists(file)) {
            return 0;
        }
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long published;
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.LINGER_MS_CONFIG, 5,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 15_000),
                new StringSerializer(),
                new ByteArraySerializer())) {
            published = FactsFile.read(file, facts, fact -> send(fact, producer, failure));
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IOException(
                    "Kafka did not take what was restored for " + facts.topic().topicName(), failure.get());
        }
        Files.delete(file);
        return published;
    }

    private void send(T fact, KafkaProducer<String, byte[]> producer, AtomicReference<@Nullable Exception> failure) {
        var _ = producer.send(
                new ProducerRecord<>(facts.topic().topicName(), facts.key().apply(fact), json.writeValueAsBytes(fact)),
                (where, refused) -> {
                    if (refused != null) {
                        failure.compareAndSet(null, refused);
                    }
                });
    }
}
