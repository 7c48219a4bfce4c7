package dev.parley.push.dispatch;

import dev.parley.api.people.FriendshipEvent;
import dev.parley.api.people.FriendshipEvent.FriendRemarked;
import dev.parley.api.people.FriendshipEvent.PersonBlocked;
import dev.parley.api.people.PeopleEvent;
import dev.parley.api.people.PersonEvent;
import dev.parley.api.presence.PresenceNews;
import dev.parley.api.wire.Topic;
import dev.parley.push.presence.Presences;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Follows the topic of presence from its beginning, which is as long as there are devices, and that of people from now on, for what
 * changes who may see whom. On a thread of its own: events do not wait for it, and without it they still flow.
 */
@Component
final class PresenceFollower implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PresenceFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final String PRESENCE = Topic.PRESENCE.topicName();
    private static final String PEOPLE = Topic.PEOPLE_EVENTS.topicName();

    private final TopicConsumers consumers;
    private final Records records;
    private final Presences presences;
    private final Counter unreadable;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private volatile long lag;
    private volatile @Nullable Thread thread;
    private volatile @Nullable Consumer<String, byte[]> reading;

    PresenceFollower(TopicConsumers consumers, Records records, Presences presences, MeterRegistry meters) {
        this.consumers = consumers;
        this.records = records;
        this.presences = presences;
        this.unreadable = meters.counter("parley.push.unreadable");
        Gauge.builder("parley.push.presence.lag.events", this, follower -> follower.lag)
                .description("Records of presence and of people that have not been heard yet")
                .register(meters);
    }

    @Override
    public void start() {
        Thread follower =
                Thread.ofPlatform().name("push-presence-follower").daemon().unstarted(this::run);
        thread = follower; // before it runs: it asks whether it should
        follower.start();
    }

    @Override
    public void stop() {
        thread = null;
        Consumer<String, byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }

    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            try (Consumer<String, byte[]> consumer = consumers.open()) {
                reading = consumer;
                begin(consumer);
                while (isRunning()) {
                    follow(consumer.poll(POLL));
                    consumer.assignment().forEach(partition -> next.put(partition, consumer.position(partition)));
                    lag = consumer.assignment().stream()
                            .mapToLong(
                                    partition -> consumer.currentLag(partition).orElse(0))
                            .sum();
                }
            } catch (WakeupException e) {
                log.debug("Asked to stop");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (InvalidOffsetException e) {
                next.clear();
                failed(e);
            } catch (RuntimeException | ExecutionException e) {
                failed(e);
            } finally {
                reading = null;
            }
        }
    }

    private void begin(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(PRESENCE, PEOPLE)) {
            consumer.partitionsFor(topic).forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
        }
        consumer.assign(partitions);
        if (next.keySet().containsAll(partitions)) {
            next.forEach(consumer::seek);
            return;
        }
        presences.readingAgain();
        consumer.seekToBeginning(partitions.stream()
                .filter(partition -> partition.topic().equals(PRESENCE))
                .toList());
        consumer.seekToEnd(partitions.stream()
                .filter(partition -> partition.topic().equals(PEOPLE))
                .toList());
    }

    private void follow(ConsumerRecords<String, byte[]> polled) throws InterruptedException, ExecutionException {
        List<PresenceNews> news = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : polled) {
            if (record.value() == null) {
                continue; // forgotten on purpose
            }
            try {
                if (record.topic().equals(PRESENCE)) {
                    news.add(records.fact(record, PresenceNews.class));
                } else {
                    heard(records.people(record));
                }
            } catch (RuntimeException e) {
                unreadable.increment();
                log.error("{}-{}@{} cannot be read", record.topic(), record.partition(), record.offset(), e);
            }
        }
        if (!news.isEmpty()) {
            presences.heard(news).toFuture().get();
        }
    }

    private void heard(@Nullable PeopleEvent event) {
        switch (event) {
            case null -> {}
            case FriendRemarked remark -> {}
            case PersonBlocked blocked -> presences.acquaintanceChanged(blocked.by(), blocked.other(), true);
            case FriendshipEvent between -> presences.acquaintanceChanged(between.by(), between.other(), false);
            case PersonEvent person -> presences.personChanged(person.person());
        }
    }

    private void failed(Exception failure) {
        if (isRunning()) {
            log.warn("Presence is not heard; trying again: {}", failure.toString());
            try {
                Thread.sleep(REST);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
