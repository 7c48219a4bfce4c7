package dev.parley.standalone.backup;

import dev.parley.standalone.holdings.Facts;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads a topic of facts to its present end. */
final class FactsTopic<T> {

    private static final Logger log = LoggerFactory.getLogger(FactsTopic.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Facts<T> facts;
    private final String bootstrapServers;
    private final JsonMapper json = JsonMapper.shared();

    FactsTopic(Facts<T> facts, String bootstrapServers) {
        this.facts = facts;
        this.bootstrapServers = bootstrapServers;
    }

    /** Where the facts of one partition go. */
    interface Sink<T> {
        void take(Collection<T> facts) throws IOException;
    }

    /** The one of each key that counts. One partition after the other, because all of its keys are in memory at once. */
    void read(Sink<T> sink) throws IOException {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            for (int number = 0; number < facts.topic().partitions(); number++) {
                sink.take(read(new TopicPartition(facts.topic().topicName(), number), consumer)
                        .values());
            }
        }
    }

    private Map<String, T> read(TopicPartition partition, KafkaConsumer<String, byte[]> consumer) {
        Map<String, T> newest = new HashMap<>();
        List<TopicPartition> only = List.of(partition);
        consumer.assign(only);
        consumer.seekToBeginning(only);
        long end = consumer.endOffsets(only, PATIENCE).getOrDefault(partition, 0L);
        while (consumer.position(partition, PATIENCE) < end) {
            for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
                note(each, newest);
            }
        }
        return newest;
    }

    private void note(ConsumerRecord<String, byte[]> entry, Map<String, T> newest) {
        if (entry.value() == null) {
            newest.remove(entry.key()); // taken back
            return;
        }
        try {
            T fact = json.readValue(entry.value(), facts.type());
            newest.merge(facts.key().apply(fact), fact, facts.newest());
        } catch (JacksonException | IllegalArgumentException e) {
            // The projector dead-letters such a record, so nothing that anybody sees depends on it.
            log.warn("Record {} of {} cannot be read: {}", entry.offset(), entry.topic(), e.toString());
        }
    }
}
