package dev.parley.projection.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.wire.DeadLetterHeaders;
import dev.parley.api.wire.EventHeaders;
import dev.parley.api.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics in memory, with the offsets that ends of transactions take. Every consumer reads them from where it seeks to. */
public final class MemoryKafka implements KafkaClients {

    private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
                @Override
                public synchronized Future<RecordMetadata> send(
                        ProducerRecord<byte[], byte[]> record, Callback callback) {
                    append(
                            partition(topic(record.topic()), new String(record.key(), UTF_8)),
                            record.key(),
                            record.value(),
                            record.headers());
                    return super.send(record, callback);
                }

                @Override
                public void close(Duration timeout) {
                    // It is everybody's.
                }
            };

    private final int atOnce;

    public MemoryKafka() {
        this(Integer.MAX_VALUE);
    }

    /** @param atOnce so many records come at a time */
    public MemoryKafka(int atOnce) {
        this.atOnce = atOnce;
        for (Topic topic : Topic.values()) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                ends.put(new TopicPartition(topic.topicName(), partition), 0L);
            }
        }
    }

    /** Publishes events of a conversation; an event's version is its place in the list. */
    public void publish(List<? extends ConversationEvent> events, int fromVersion, int toVersion) {
        for (int version = fromVersion; version <= toVersion; version++) {
            ConversationEvent event = events.get(version);
            publish(Topic.CONVERSATION_EVENTS, event.conversation().toString(), event, version);
        }
    }

    public void publish(List<? extends ConversationEvent> events) {
        publish(events, 0, events.size() - 1);
    }

    public void publish(Topic topic, String key, Object event, long version) {
        append(
                topic,
                key,
                StoredJson.MAPPER.writeValueAsString(event),
                Map.of(
                        EventHeaders.TYPE,
                        event.getClass().getSimpleName(),
                        EventHeaders.VERSION,
                        Long.toString(version)));
    }

    public void append(Topic topic, String key, String value, Map<String, String> headers) {
        RecordHeaders all = new RecordHeaders();
        headers.forEach((name, text) -> all.add(name, text.getBytes(UTF_8)));
        append(partition(topic, key), key.getBytes(UTF_8), value.getBytes(UTF_8), all);
    }

    private synchronized void append(TopicPartition partition, byte[] key, byte[] value, Headers headers) {
        records.computeIfAbsent(partition, p -> new ArrayList<>())
                .add(new ConsumerRecord<>(
                        partition.topic(),
                        partition.partition(),
                        ends.get(partition),
                        1_000L,
                        TimestampType.CREATE_TIME,
                        key.length,
                        value.length,
                        key,
                        value,
                        headers,
                        Optional.empty()));
        ends.merge(partition, 1L, Long::sum);
        notifyAll();
    }

    private static Topic topic(String name) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.topicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The offset that the end of a transaction takes after the last record of this key. */
    public synchronized void endTransaction(Topic topic, String key) {
        ends.merge(partition(topic, key), 1L, Long::sum);
        notifyAll();
    }

    public synchronized long end(Topic topic, String key) {
        return ends.get(partition(topic, key));
    }

    public static TopicPartition partition(Topic topic, String key) {
        return new TopicPartition(topic.topicName(), Math.floorMod(key.hashCode(), topic.partitions()));
    }

    /** {@code KIND projector version} of each, in order. */
    public List<String> deadLetters() {
        return producer.history().stream()
                .map(letter -> header(letter, DeadLetterHeaders.KIND) + " "
                        + header(letter, DeadLetterHeaders.PROJECTOR) + " "
                        + header(letter, EventHeaders.VERSION))
                .toList();
    }

    public List<ProducerRecord<byte[], byte[]>> deadRecords() {
        return producer.history();
    }

    public static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    @Override
    public synchronized Consumer<byte[], byte[]> consumer(String projector) {
        MemoryConsumer consumer = new MemoryConsumer();
        for (Topic topic : Topic.values()) {
            consumer.updatePartitions(
                    topic.topicName(),
                    IntStream.range(0, topic.partitions())
                            .mapToObj(partition -> new PartitionInfo(
                                    topic.topicName(), partition, Node.noNode(), new Node[0], new Node[0]))
                            .toList());
        }
        consumer.updateEndOffsets(ends);
        ends.keySet().forEach(partition -> consumer.updateBeginningOffsets(Map.of(partition, 0L)));
        return consumer;
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        return producer;
    }

    private final class MemoryConsumer extends MockConsumer<byte[], byte[]> {

        private final Map<TopicPartition, Integer> fed = new HashMap<>();

        MemoryConsumer() {
            super("earliest");
        }

        @Override
        public synchronized Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
            synchronized (MemoryKafka.this) {
                updateEndOffsets(ends);
            }
            return super.endOffsets(partitions);
        }

        /** Going back means reading again. */
        @Override
        public synchronized void seek(TopicPartition partition, long offset) {
            super.seek(partition, offset);
            synchronized (MemoryKafka.this) {
                List<ConsumerRecord<byte[], byte[]>> log = records.getOrDefault(partition, List.of());
                int next = fed.getOrDefault(partition, 0);
                while (next > 0 && log.get(next - 1).offset() >= offset) {
                    next--;
                }
                fed.put(partition, next);
            }
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            boolean more = false;
            Map<TopicPartition, Long> seen;
            synchronized (MemoryKafka.this) {
                seen = Map.copyOf(ends);
                updateEndOffsets(ends);
                int room = atOnce;
                for (TopicPartition partition : assignment()) {
                    List<ConsumerRecord<byte[], byte[]>> log = records.getOrDefault(partition, List.of());
                    int next = fed.getOrDefault(partition, 0);
                    for (; next < log.size() && room > 0; next++) {
                        if (log.get(next).offset() >= position(partition)) {
                            addRecord(log.get(next));
                            more = true;
                            room--;
                        }
                    }
                    fed.put(partition, next);
                }
            }
            ConsumerRecords<byte[], byte[]> polled = super.poll(Duration.ZERO);
            if (!more) {
                synchronized (MemoryKafka.this) {
                    assignment().forEach(partition -> seek(partition, seen.get(partition)));
                    if (seen.equals(ends)) {
                        await();
                    }
                }
            }
            return polled;
        }

        private void await() {
            try {
                MemoryKafka.this.wait(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
