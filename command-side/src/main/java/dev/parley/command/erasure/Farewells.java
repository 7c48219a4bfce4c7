package dev.parley.command.erasure;

import dev.parley.api.people.PersonEvent.PersonErased;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.EventHeaders;
import dev.parley.api.wire.Topic;
import dev.parley.command.view.ViewStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Follows the topic of people and says farewell to whoever is erased. Its offset is committed once that is done, so a crash at any moment
 * repeats it. It takes all partitions without joining a group: after a crash nobody waits for a dead member, and a second node that does
 * the same does no harm.
 */
public final class Farewells implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Farewells.class);

    private static final String GROUP = "parley-farewells";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofSeconds(2);
    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final String bootstrapServers;
    private final CommandGateway commands;
    private final ViewStore views;
    private volatile @Nullable Thread thread;

    public Farewells(String bootstrapServers, CommandGateway commands, ViewStore views) {
        this.bootstrapServers = bootstrapServers;
        this.commands = commands;
        this.views = views;
    }

    @Override
    public void start() {
        Thread following = Thread.ofPlatform().name("farewells").daemon().unstarted(this::run);
        thread = following; // before it runs: it asks whether it should
        following.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
            try {
                running.join(FAREWELL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            try (Consumer<String, String> consumer = consumer()) {
                follow(consumer);
            } catch (InterruptedException | InterruptException stopping) {
                return;
            } catch (RuntimeException e) {
                if (!isRunning()) {
                    return;
                }
                log.warn("Farewells rest and then begin again where they were: {}", e.toString());
                try {
                    Thread.sleep(REST);
                } catch (InterruptedException stopping) {
                    return;
                }
            }
        }
    }

    private Consumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        GROUP,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private void follow(Consumer<String, String> consumer) throws InterruptedException {
        consumer.assign(partitions(consumer, Topic.PEOPLE_EVENTS));
        Farewell farewell = new Farewell(commands, views, () -> awaitViews(consumer));
        while (isRunning()) {
            ConsumerRecords<String, String> records = consumer.poll(POLL);
            for (ConsumerRecord<String, String> record : records) {
                if (PersonErased.class.getSimpleName().equals(type(record))) {
                    farewell.to(UserId.of(record.key()));
                }
            }
            if (!records.isEmpty()) {
                consumer.commitSync();
            }
        }
    }

    private static @Nullable String type(ConsumerRecord<String, String> record) {
        Header type = record.headers().lastHeader(EventHeaders.TYPE);
        return type == null ? null : new String(type.value(), StandardCharsets.UTF_8);
    }

    private void awaitViews(Consumer<String, String> consumer) throws InterruptedException {
        Map<Integer, Long> ofConversations = ends(consumer, Topic.CONVERSATION_EVENTS);
        Map<Integer, Long> ofPeople = ends(consumer, Topic.PEOPLE_EVENTS);
        while (!views.reached(Projectors.MEMBERSHIPS, Topic.CONVERSATION_EVENTS, ofConversations)
                || !views.reached(Projectors.CONTACTS, Topic.PEOPLE_EVENTS, ofPeople)) {
            Thread.sleep(GLANCE);
        }
    }

    private static Map<Integer, Long> ends(Consumer<String, String> consumer, Topic topic) {
        Map<Integer, Long> ends = new HashMap<>();
        consumer.endOffsets(partitions(consumer, topic))
                .forEach((partition, end) -> ends.put(partition.partition(), end));
        return ends;
    }

    private static List<TopicPartition> partitions(Consumer<String, String> consumer, Topic topic) {
        return consumer.partitionsFor(topic.topicName()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
    }
}
