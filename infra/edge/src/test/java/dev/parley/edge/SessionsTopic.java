package dev.parley.edge;

import dev.parley.api.session.Revocation;
import dev.parley.api.wire.Topic;
import dev.parley.edge.token.RevocationLog;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import tools.jackson.databind.json.JsonMapper;

/** The topic of revocations in memory. It can be out of reach. */
final class SessionsTopic implements RevocationLog {

    private static final TopicPartition PARTITION = new TopicPartition(Topic.SESSIONS.topicName(), 0);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private boolean outOfReach;

    synchronized void tell(Revocation revocation) {
        append(JSON.writeValueAsString(revocation));
    }

    synchronized void append(String text) {
        records.add(new ConsumerRecord<>(
                PARTITION.topic(), 0, records.size(), "key", text.getBytes(StandardCharsets.UTF_8)));
        notifyAll();
    }

    synchronized void isOutOfReach(boolean out) {
        outOfReach = out;
        notifyAll();
    }

    @Override
    public Consumer<String, byte[]> open() {
        return new Reader();
    }

    private final class Reader extends MockConsumer<String, byte[]> {

        private long position;

        Reader() {
            super("none");
        }

        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            position = offset;
        }

        @Override
        public synchronized long position(TopicPartition partition) {
            return position;
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
            return Map.of(PARTITION, (long) all().size());
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            return Map.of(PARTITION, new OffsetAndTimestamp(0, 0));
        }

        @Override
        public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
            List<ConsumerRecord<String, byte[]>> news;
            synchronized (SessionsTopic.this) {
                if (records.size() <= position && !outOfReach) {
                    try {
                        SessionsTopic.this.wait(timeout.toMillis());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                List<ConsumerRecord<String, byte[]>> all = all();
                news = new ArrayList<>(all.subList((int) position, all.size()));
                position = all.size();
            }
            Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> polled = new HashMap<>();
            polled.put(PARTITION, news);
            return new ConsumerRecords<>(polled, Map.of());
        }

        private List<ConsumerRecord<String, byte[]>> all() {
            synchronized (SessionsTopic.this) {
                if (outOfReach) {
                    throw new TimeoutException("No broker answers.");
                }
                return List.copyOf(records);
            }
        }
    }
}
