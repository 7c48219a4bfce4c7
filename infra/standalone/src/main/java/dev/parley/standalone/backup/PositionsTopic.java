package dev.parley.standalone.backup;

import dev.parley.api.position.Position;
import dev.parley.api.position.PositionMoved;
import dev.parley.api.wire.Topic;
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

/** Reads the topic of read positions to its present end. */
final class PositionsTopic {

    private static final Logger log = LoggerFactory.getLogger(PositionsTopic.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;
    private final JsonMapper json = JsonMapper.shared();

    PositionsTopic(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Where the positions of one partition go. */
    interface Sink {
        void take(Collection<PositionMoved> positions) throws IOException;
    }

    /** The largest of each person in each conversation. One partition after the other, because all of its keys are in memory at once. */
    void read(Sink sink) throws IOException {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            for (int number = 0; number < Topic.POSITIONS.partitions(); number++) {
                sink.take(read(new TopicPartition(Topic.POSITIONS.topicName(), number), consumer)
                        .values());
            }
        }
    }

    private Map<String, PositionMoved> read(TopicPartition partition, KafkaConsumer<String, byte[]> consumer) {
        Map<String, PositionMoved> largest = new HashMap<>();
        List<TopicPartition> only = List.of(partition);
        consumer.assign(only);
        consumer.seekToBeginning(only);
        long end = consumer.endOffsets(only, PATIENCE).getOrDefault(partition, 0L);
        while (consumer.position(partition, PATIENCE) < end) {
            for (ConsumerRecord<String, byte[]> each : consumer.poll(POLL)) {
                note(each, largest);
            }
        }
        return largest;
    }

    private void note(ConsumerRecord<String, byte[]> entry, Map<String, PositionMoved> largest) {
        try {
            PositionMoved moved = json.readValue(entry.value(), PositionMoved.class);
            largest.merge(moved.key(), moved, PositionsTopic::larger);
        } catch (JacksonException | IllegalArgumentException e) {
            // The projector dead-letters such a record, so nobody's position depends on it.
            log.warn("Position {} of {} cannot be read: {}", entry.offset(), entry.topic(), e.toString());
        }
    }

    static PositionMoved larger(PositionMoved one, PositionMoved other) {
        Position both = new Position(one.read(), one.delivered()).max(new Position(other.read(), other.delivered()));
        return new PositionMoved(
                one.user(),
                one.conversation(),
                both.read(),
                both.delivered(),
                one.at().isAfter(other.at()) ? one.at() : other.at());
    }
}
