package dev.parley.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MessageEvent.MessageEdited;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.wire.EventHeaders;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.ProjectionStatus;
import dev.parley.projection.runtime.StoredJson;
import dev.parley.standalone.process.ServerLauncher;
import dev.parley.standalone.process.ServerProcess;
import dev.parley.standalone.process.ServerProgram;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** Projectors and their store are killed again and again while events come, and their views are as if nothing had happened. */
@Timeout(value = 6, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class KilledViewsIT {

    private static final int KILLS = 10;
    private static final int CONVERSATIONS = 30;
    private static final Duration PACE = Duration.ofMillis(20);

    @TempDir
    Path directory;

    private ServerProcess kafka;

    @BeforeEach
    void start() throws Exception {
        kafka = new ServerLauncher(directory.resolve("logs"), Path.of("target", "start-caches"))
                .start(
                        ServerProgram.kafka(Path.of("..", "kafka-node", "target", "lib")),
                        directory.resolve("kafka"),
                        Duration.ofMinutes(1),
                        death -> {});
        Topics.create(kafka.address().toString());
    }

    @AfterEach
    void stop() {
        kafka.close();
    }

    @Test
    void theViewsEqualThoseThatNobodyDisturbed() throws Exception {
        Random random = new Random(42);
        AtomicBoolean enough = new AtomicBoolean();
        Thread talk = Thread.ofPlatform().start(() -> talk(enough));
        for (int kill = 0; kill < KILLS; kill++) {
            killOnceItHasRead(1 + random.nextInt(6));
        }
        enough.set(true);
        talk.join();

        Map<String, Map<String, Document>> killed = views(directory.resolve("killed"));
        Map<String, Map<String, Document>> undisturbed = views(directory.resolve("undisturbed"));

        assertThat(killed.keySet()).isEqualTo(undisturbed.keySet()).contains("messages", "projected_offsets");
        assertThat(undisturbed.get("messages")).hasSizeGreaterThan(1_000);
        undisturbed.forEach(
                (name, documents) -> assertThat(killed.get(name)).as(name).isEqualTo(documents));
    }

    /** @param reports how many of its reports are waited for */
    private void killOnceItHasRead(int reports) throws IOException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogging.level.root=ERROR",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProjectingProcess.class.getName(),
                        directory.resolve("killed").toString(),
                        kafka.address().toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            int told = 0;
            StringBuilder story = new StringBuilder();
            for (String line = output.readLine(); told < reports; line = output.readLine()) {
                if (line == null) {
                    throw new AssertionError("It ended by itself:\n" + story);
                }
                if (line.chars().allMatch(Character::isDigit)) {
                    told++;
                } else {
                    story.append(line).append('\n');
                }
            }
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private Map<String, Map<String, Document>> views(Path place) {
        try (ProjectingProcess projecting =
                new ProjectingProcess(place, kafka.address().toString())) {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> projecting.statuses().stream()
                            .allMatch(status ->
                                    status.phase() == ProjectionStatus.Phase.LIVE && status.lagEvents() == 0));
            Map<String, Map<String, Document>> all = new TreeMap<>();
            for (String name : projecting.database().listCollectionNames()) {
                Map<String, Document> documents = new TreeMap<>();
                for (Document document :
                        projecting.database().getCollection(name).find()) {
                    documents.put(document.getString("_id"), document);
                }
                all.put(name, documents);
            }
            return all;
        }
    }

    /** Groups talk, correct themselves, take back, come and go, until it is enough. */
    private void talk(AtomicBoolean enough) {
        Random random = new Random(7);
        List<Group> groups = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka.address().toString(),
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < CONVERSATIONS; i++) {
                Group group = new Group(new ConversationId(new UUID(5, i)), producer);
                group.begin();
                groups.add(group);
            }
            while (!enough.get()) {
                for (Group group : groups) {
                    group.goOn(random);
                }
                LockSupport.parkNanos(
                        PACE.toNanos()); // slow enough that there is something to wait for at the end, and not much
            }
        }
    }

    private static final class Group {

        private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

        private final ConversationId id;
        private final KafkaProducer<byte[], byte[]> producer;
        private long version;
        private long seq;
        private long edited;
        private boolean guest;

        Group(ConversationId id, KafkaProducer<byte[], byte[]> producer) {
            this.id = id;
            this.producer = producer;
        }

        private static UserId user(int number) {
            return new UserId(new UUID(6, number));
        }

        void begin() {
            happens(new ConversationCreated(
                    id, ConversationType.GROUP, "Friends", List.of(user(0), user(1)), user(0), AT));
        }

        void goOn(Random random) {
            int chance = random.nextInt(20);
            if (chance == 0) {
                happens(
                        guest
                                ? new MemberKicked(id, user(2), seq, user(0), AT)
                                : new MembersAdded(id, List.of(user(2)), seq, user(0), AT));
                guest = !guest;
            } else if (chance < 4 && edited < seq) {
                edited++;
                MessageId message = new MessageId(id, edited);
                happens(
                        chance == 1
                                ? new MessageRecalled(id, message, user(0), AT)
                                : new MessageEdited(
                                        id, message, 2, new Content.Text("better"), List.of(), false, user(0), AT));
            } else {
                seq++;
                happens(new MessageSent(
                        id,
                        new MessageId(id, seq),
                        seq,
                        null,
                        new Content.Text("words " + seq),
                        null,
                        List.of(),
                        user(random.nextInt(2)),
                        AT.plusSeconds(seq)));
            }
        }

        private void happens(ConversationEvent event) {
            ProducerRecord<byte[], byte[]> told = new ProducerRecord<>(
                    Topic.CONVERSATION_EVENTS.topicName(),
                    bytes(id.toString()),
                    bytes(StoredJson.MAPPER.writeValueAsString(event)));
            told.headers()
                    .add(EventHeaders.TYPE, bytes(event.getClass().getSimpleName()))
                    .add(EventHeaders.VERSION, bytes(Long.toString(version++)));
            var _ = producer.send(told);
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
