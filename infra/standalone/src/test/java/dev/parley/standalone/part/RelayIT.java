package dev.parley.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Bearer;
import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Scope;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.api.wire.EventHeaders;
import dev.parley.api.wire.Topic;
import dev.parley.command.CommandSide;
import dev.parley.command.contact.PeopleRules;
import dev.parley.command.conversation.ConversationLimits;
import dev.parley.command.relay.Relay;
import dev.parley.command.store.StoreSettings;
import dev.parley.standalone.process.ServerAddress;
import dev.parley.standalone.process.ServerDied;
import dev.parley.standalone.process.ServerLauncher;
import dev.parley.standalone.process.ServerProcess;
import dev.parley.standalone.process.ServerProgram;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

/** The relay between a real event store and a real Kafka, while either end is torn away again and again. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class RelayIT {

    private static final UserId ANA = new UserId(new UUID(1, 1));
    private static final int CONVERSATIONS = 6;
    private static final int INTERRUPTIONS = 12;
    private static final int MESSAGES_BETWEEN = 50;

    @TempDir
    Path directory;

    private final BlockingQueue<ServerDied> deaths = new LinkedBlockingQueue<>();
    private int sent;
    private CommandSide commandSide;
    private Counter published;

    @Test
    void nothingIsSkippedDoubledOrOutOfOrderWhateverIsInterrupted() throws Exception {
        ServerProcess kafka = startKafka();
        Topics.create(kafka.address().toString());
        Relay relay = startRelay(kafka.address());
        send(new RegisterPerson(ANA, "ana", "Ana")).get();
        for (int i = 0; i < CONVERSATIONS; i++) {
            send(new CreateConversation(conversation(i), ConversationType.GROUP, Set.of(), "Group " + i))
                    .get();
        }
        for (int i = 0; i < INTERRUPTIONS; i++) {
            sendUntilPublished(MESSAGES_BETWEEN);
            if (i % 2 == 0) {
                tearAway();
            }
            relay.stop();
            if (i == INTERRUPTIONS / 3) {
                ProcessHandle.of(kafka.pid()).orElseThrow().destroyForcibly();
                deaths.take();
                kafka = startKafka();
            }
            if (i == INTERRUPTIONS / 2) {
                commandSide.close();
                relay = startRelay(kafka.address());
            } else {
                relay.start();
            }
        }
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(relay::lag, lag -> lag == 0);
        relay.stop();
        commandSide.close();

        Map<String, List<Long>> versions = new HashMap<>();
        List<Long> positions = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : published(kafka.address())) {
            versions.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(number(record, EventHeaders.VERSION));
            positions.add(number(record, EventHeaders.POSITION));
        }
        kafka.close();
        int events = 1 + CONVERSATIONS + sent;
        assertThat(positions).hasSize(events).containsExactlyInAnyOrderElementsOf(upTo(1, events));
        assertThat(versions).hasSize(1 + CONVERSATIONS);
        versions.values().forEach(each -> assertThat(each).isEqualTo(upTo(0, each.size() - 1)));
    }

    private static List<Long> upTo(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    /** The relay's thread ends where it stands, and notes nothing. */
    private static void tearAway() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("relay")) {
                thread.interrupt();
                thread.join();
            }
        }
    }

    /** Returns in the midst of it: more has been sent by then than Kafka has. */
    private void sendUntilPublished(int more) {
        double enough = published.count() + more;
        while (published.count() < enough) {
            int number = ++sent;
            send(new SendMessage(
                            conversation(number % CONVERSATIONS),
                            "message " + number,
                            new Content.Text("Number " + number),
                            null,
                            List.of()))
                    .join();
        }
    }

    private CompletableFuture<Object> send(Object command) {
        return commandSide
                .gateway()
                .send(GenericCommandMessage.asCommandMessage(command)
                        .withMetaData(Map.of(
                                CommandMetadata.SENDER,
                                ANA.toString(),
                                CommandMetadata.GRANT,
                                grantFor(command).toString())));
    }

    private static Grant grantFor(Object command) {
        return command instanceof RegisterPerson
                ? Grant.PARLEY
                : new Grant(Bearer.PERSON, Set.of(Role.USER), Set.of(Scope.CHAT));
    }

    private static ConversationId conversation(int number) {
        return new ConversationId(new UUID(7, number));
    }

    private ServerProcess startKafka() throws Exception {
        return new ServerLauncher(directory.resolve("logs"), Path.of("target", "start-caches"))
                .start(
                        ServerProgram.kafka(Path.of("..", "kafka-node", "target", "lib")),
                        directory.resolve("kafka"),
                        Duration.ofMinutes(1),
                        deaths::add);
    }

    private Relay startRelay(ServerAddress kafka) {
        commandSide = new CommandSide(
                new StoreSettings("rocksdb:" + directory.resolve("events"), 100, 1_000),
                ConversationLimits.usual(5_000),
                PeopleRules.DEFAULT,
                1_024,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
        MeterRegistry meters = new SimpleMeterRegistry();
        Relay relay = Relay.between(
                commandSide.storage(), kafka.toString(), commandSide.serializer(), Clock.systemUTC(), meters);
        published = meters.get("parley.relay.published").counter();
        relay.start();
        return relay;
    }

    private static List<ConsumerRecord<String, byte[]>> published(ServerAddress kafka) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.toString()), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(Topic.CONVERSATION_EVENTS, Topic.PEOPLE_EVENTS).stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    private static long number(ConsumerRecord<String, byte[]> record, String header) {
        return Long.parseLong(new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8));
    }
}
