package dev.parley.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
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
class KafkaServerIT {

    private static final TopicPartition TOPIC = new TopicPartition("talk", 0);

    @TempDir
    Path directory;

    private final BlockingQueue<ServerDied> deaths = new LinkedBlockingQueue<>();

    @Test
    void whatWasCommittedIsThereAfterAKillAtTheSameAddressAndWhatWasAbortedIsNot() throws Exception {
        ServerAddress address;
        try (ServerProcess killed = start()) {
            address = killed.address();
            createTopic(address);
            try (KafkaProducer<String, String> producer = producer(address)) {
                producer.initTransactions();
                commit(producer, "one");
                producer.beginTransaction();
                producer.send(new ProducerRecord<>(TOPIC.topic(), "never")).get();
                producer.abortTransaction();
                commit(producer, "two");
                assertThat(readAll(address)).containsExactly("one", "two");
            }
            ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
            assertThat(deaths.poll(30, TimeUnit.SECONDS).sentence()).startsWith("kafka was killed by signal 9");
        }

        try (ServerProcess again = start()) {
            assertThat(again.address()).isEqualTo(address);
            try (KafkaProducer<String, String> producer = producer(address)) {
                producer.initTransactions();
                commit(producer, "three");
            }
            assertThat(readAll(address)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void aTopicNobodyCreatedIsAnErrorAndAStopLeavesTheLogClean() throws Exception {
        try (ServerProcess server = start();
                Admin admin = Admin.create(
                        Map.of("bootstrap.servers", server.address().toString()))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("misspelt"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }

        assertThat(directory.resolve("data/log/.kafka_cleanshutdown")).exists();
        assertThat(deaths).isEmpty();
    }

    @Test
    void aSecondOneOnTheSameDataIsRefused() throws Exception {
        try (ServerProcess first = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(ServerStartFailed.class)
                    .hasMessageStartingWith(
                            "kafka did not start: %s is in use by another process.", directory.resolve("data"));
            assertThat(first.address().port()).isPositive();
        }
    }

    private ServerProcess start() throws Exception {
        return new ServerLauncher(directory.resolve("logs"), Path.of("target", "start-caches"))
                .start(
                        ServerProgram.kafka(Path.of("..", "kafka-node", "target", "lib")),
                        directory.resolve("data"),
                        Duration.ofMinutes(1),
                        deaths::add);
    }

    private static void createTopic(ServerAddress address) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", address.toString()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC.topic(), 1, (short) 1)))
                    .all()
                    .get();
            while (!hasLeader(admin)) {
                Thread.onSpinWait();
            }
        }
    }

    /** The controller has created it a moment before the broker knows of it. */
    private static boolean hasLeader(Admin admin) throws InterruptedException, ExecutionException {
        try {
            admin.listOffsets(Map.of(TOPIC, OffsetSpec.latest())).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private static KafkaProducer<String, String> producer(ServerAddress address) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", address.toString(), "transactional.id", "test"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static void commit(KafkaProducer<String, String> producer, String value) throws Exception {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(TOPIC.topic(), value)).get();
        producer.commitTransaction();
    }

    private static List<String> readAll(ServerAddress address) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", address.toString(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(TOPIC));
            consumer.seekToBeginning(List.of(TOPIC));
            List<String> values = new ArrayList<>();
            long end = consumer.endOffsets(List.of(TOPIC)).get(TOPIC);
            while (consumer.position(TOPIC) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }
}
