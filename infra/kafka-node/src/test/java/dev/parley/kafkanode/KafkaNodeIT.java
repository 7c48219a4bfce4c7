package dev.parley.kafkanode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.node.ChildNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** The limit is for a node that hangs; no test waits for time to pass. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class KafkaNodeIT {

    private static final TopicPartition TOPIC = new TopicPartition("talk", 0);

    @TempDir
    Path directory;

    @Test
    void whatWasCommittedIsThereAfterAKillAtTheSameAddressAndWhatWasAbortedIsNot() throws Exception {
        String address;
        try (ChildNode node = spawn()) {
            address = node.awaitReady();
            createTopic(address);
            try (KafkaProducer<String, String> producer = producer(address)) {
                producer.initTransactions();
                commit(producer, "one");
                commit(producer, "two");
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC.topic(), "never")).get();
                producer.abortTransaction();
                commit(producer, "three");
                assertThat(read(address, 3)).containsExactly("one", "two", "three");
            }
            node.kill();
        }

        try (ChildNode node = spawn()) {
            assertThat(node.awaitReady()).isEqualTo(address);
            try (KafkaProducer<String, String> producer = producer(address)) {
                producer.initTransactions();
                commit(producer, "four");
            }
            assertThat(read(address, 4)).containsExactly("one", "two", "three", "four");
        }
    }

    @Test
    void itStopsInPeaceWhenItsInputCloses() throws Exception {
        try (ChildNode node = spawn()) {
            node.awaitReady();
            node.closeInput();

            assertThat(node.exitCode()).isZero();
            assertThat(directory.resolve("data/log/.kafka_cleanshutdown")).exists();
        }
    }

    @Test
    void aTopicNobodyCreatedIsAnError() throws Exception {
        try (ChildNode node = spawn();
                Admin admin = Admin.create(Map.of("bootstrap.servers", node.awaitReady()))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("misspelt"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    private ChildNode spawn() throws Exception {
        return ChildNode.spawnPackaged(KafkaNode.class, directory.resolve("data"));
    }

    /** Asking for the offsets waits until the partition has its leader. */
    private static void createTopic(String address) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address))) {
            admin.createTopics(List.of(new NewTopic(TOPIC.topic(), 1, (short) 1)))
                    .all()
                    .get();
            admin.listOffsets(Map.of(TOPIC, OffsetSpec.latest())).all().get();
        }
    }

    private static KafkaProducer<String, String> producer(String address) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", address, "transactional.id", "test"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static void commit(KafkaProducer<String, String> producer, String value) throws Exception {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC.topic(), value)).get();
        producer.commitTransaction();
    }

    private static List<String> read(String address, int count) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(TOPIC));
            consumer.seekToBeginning(List.of(TOPIC));
            List<String> values = new ArrayList<>();
            long end = consumer.endOffsets(List.of(TOPIC)).get(TOPIC);
            while (consumer.position(TOPIC) < end || values.size() < count) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
