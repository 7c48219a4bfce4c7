package dev.parley.projection.runtime;

import dev.parley.api.projection.ProjectedOffset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A projector at work, from reading where it was to its first failure. Whatever fails ends the session without moving an offset, and the
 * next one begins from what the store says: a failure is treated like a restart, so that there is one way to recover and not two.
 *
 * <p>It takes all partitions of its topics without joining a group. A group would make every start after a crash wait until the dead
 * member's session ends, and could not fence a late writer either; the store's guards by version do that. A second instance of the
 * service therefore does no harm, and is a warm standby.
 */
final class ProjectionSession<K, V> {

    private static final Logger log = LoggerFactory.getLogger(ProjectionSession.class);
    private static final Duration POLL = Duration.ofMillis(500);

    /** So many events behind, nobody waits for the next one of them: what they change is written together. */
    private static final long FAR_BEHIND = 1_000;

    private static final long LONGEST_WHILE_LIVE_MILLIS = 200;
    /** So much of its work a crash repeats. */
    private static final long LONGEST_WHILE_CATCHING_UP_MILLIS = 5_000;

    private final Projection<K, V> projection;
    private final Consumer<byte[], byte[]> consumer;
    private final Tracker tracker;
    private final Work<K, V> work;
    private final Map<String, Source<K, V>> sources;
    private final Reading reading;
    private final Set<String> discarded;
    private final Map<TopicPartition, Long> saved = new HashMap<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    /** Before these, something lies that the store refuses. */
    private Map<TopicPartition, Long> refusedBefore = Map.of();

    ProjectionSession(
            Projection<K, V> projection, Consumer<byte[], byte[]> consumer, Letterbox deadLetters, Tracker tracker) {
        this(projection, consumer, deadLetters, tracker, Reading.EVERYTHING);
    }

    ProjectionSession(
            Projection<K, V> projection,
            Consumer<byte[], byte[]> consumer,
            Letterbox deadLetters,
            Tracker tracker,
            Reading reading) {
        this.projection = projection;
        this.consumer = consumer;
        this.tracker = tracker;
        this.work = new Work<>(projection, deadLetters, tracker);
        this.sources = Batch.byTopic(projection.projector().sources());
        this.reading = reading;
        this.discarded = reading.discarded().of(projection.name());
    }

    void begin() {
        projection.progress().prepare();
        Set<TopicPartition> partitions = partitions();
        consumer.assign(partitions);
        ends.putAll(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> starts = new HashMap<>(consumer.beginningOffsets(partitions));
        Map<String, Long> stored =
                projection.progress().offsets(Set.copyOf(keys(partitions).values()));
        keys(partitions).forEach((partition, key) -> {
            Long offset = stored.get(key);
            if (offset != null && offset <= ends.getOrDefault(partition, 0L)) {
                saved.put(partition, offset);
                starts.merge(partition, offset, Math::max);
            } else if (offset != null) {
                log.warn(
                        "Projector {} had read {} up to {}, which is after its end: the topic was made anew, so it is read from its"
                                + " beginning",
                        projection.name(),
                        partition,
                        offset);
            }
        });
        starts.forEach(consumer::seek);
        tracker.began(starts, ends);
        saveMoved(starts);
    }

    /** None of the partitions is for it. */
    boolean hasNothingToRead() {
        return consumer.assignment().isEmpty();
    }

    /** Reads once. Returns how many records there were. */
    int round() {
        return round(Map.of());
    }

    /** Where it reads on, by partition. */
    Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            positions.put(partition, consumer.position(partition));
        }
        return positions;
    }

    /** Reads on to exactly these positions; where it is further already, it stays. Everything before them is in the view then. */
    void advanceTo(Map<TopicPartition, Long> end) {
        writeAll();
        while (positions().entrySet().stream()
                .anyMatch(each -> each.getValue() < end.getOrDefault(each.getKey(), 0L))) {
            round(end);
        }
    }

    /** @param end positions that it does not go beyond; without any, there is no limit */
    private int round(Map<TopicPartition, Long> end) {
        ConsumerRecords<byte[], byte[]> polled = poll();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(polled.count());
        polled.forEach(record -> {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < end.getOrDefault(partition, Long.MAX_VALUE)
                    && reading.keys().test(record)) {
                records.add(record);
            }
        });
        end.forEach((partition, limit) -> {
            if (consumer.assignment().contains(partition) && consumer.position(partition) > limit) {
                consumer.seek(partition, limit);
            }
        });
        Map<TopicPartition, Long> positions = positions();
        long behind = behind(positions);
        try {
            boolean hurry = polled.isEmpty() || behind < FAR_BEHIND || !end.isEmpty() || tracker.arrives(positions);
            take(records, hurry);
        } catch (Unwritable refused) {
            goBack(positions);
            return polled.count();
        }
        long newest =
                records.stream().mapToLong(ConsumerRecord::timestamp).max().orElse(-1);
        if (tracker.reached(positions, behind + work.unwritten(), newest)) {
            log.info(
                    "Projector {} has caught up: {} offsets",
                    projection.progressName(),
                    tracker.status().total());
        }
        return polled.count();
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return consumer.poll(POLL);
        } catch (WakeupException stopping) {
            writeAll();
            throw stopping;
        }
    }

    private long behind(Map<TopicPartition, Long> positions) {
        long behind = 0;
        for (Map.Entry<TopicPartition, Long> at : positions.entrySet()) {
            behind += consumer.currentLag(at.getKey())
                    .orElse(Math.max(0, ends.getOrDefault(at.getKey(), 0L) - at.getValue()));
        }
        return behind;
    }

    private void take(List<ConsumerRecord<byte[], byte[]>> records, boolean hurry) {
        if (!records.isEmpty()) {
            tracker.took(
                    records.size(),
                    records.stream().mapToLong(ConsumerRecord::timestamp).min().orElseThrow());
            if (refusedBefore.isEmpty()) {
                work.take(read(records, discarded));
            } else {
                takeInHalves(records);
            }
        }
        long longest = tracker.isLive() ? LONGEST_WHILE_LIVE_MILLIS : LONGEST_WHILE_CATCHING_UP_MILLIS;
        if (hurry || !refusedBefore.isEmpty() || work.isMuch(longest)) {
            writeAll();
        }
    }

    private Batch<K, V> read(List<ConsumerRecord<byte[], byte[]>> records, Set<String> leftOut) {
        return Batch.read(
                records,
                sources,
                record -> !leftOut.isEmpty() && leftOut.contains(Discarded.key(projection.name(), record)));
    }

    /** Makes the view hold what has been read, and the store say so. */
    void writeAll() {
        work.write();
        Map<TopicPartition, Long> positions = positions();
        saveMoved(positions);
        if (refusedBefore.entrySet().stream()
                .allMatch(each -> positions.getOrDefault(each.getKey(), Long.MAX_VALUE) >= each.getValue())) {
            refusedBefore = Map.of();
        }
    }

    /** Something of what was to be written together will never be: it is looked for, from where the store says that all is in. */
    private void goBack(Map<TopicPartition, Long> positions) {
        work.forget();
        refusedBefore = positions;
        saved.forEach(consumer::seek);
    }

    /**
     * Takes records again that could not be applied, in their order. Returns those that cannot be applied now either; of
     * these, only what waited until now and is found to be poison is published, the rest stands among the dead letters already.
     */
    List<DeadLetter> again(List<ConsumerRecord<byte[], byte[]>> records, Set<String> leftOut) {
        writeAll();
        Batch.Outcome<K, V> outcome = work.take(read(records, leftOut));
        work.writeWith(newlyPoisonous(outcome.dead(), records.getFirst().offset()));
        return outcome.dead();
    }

    /** Those that only waited until now, and turn out to be poison themselves. */
    private static List<DeadLetter> newlyPoisonous(List<DeadLetter> dead, long known) {
        return dead.stream()
                .filter(letter -> letter.kind() == DeadLetter.Kind.POISON
                        && letter.record().offset() != known)
                .toList();
    }

    /** In one go; when the store refuses what is in it, in halves, until the one event is alone that it refuses. */
    private void takeInHalves(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            work.take(read(records, discarded));
            work.write();
        } catch (Unwritable refused) {
            work.forget();
            if (records.size() == 1) {
                work.writeWith(List.of(DeadLetter.poison(records.getFirst(), refused)));
            } else {
                takeInHalves(records.subList(0, records.size() / 2));
                takeInHalves(records.subList(records.size() / 2, records.size()));
            }
        }
    }

    /** Positions move past the ends of transactions too, which are no records; whoever waits for the end of a topic counts on that. */
    private void saveMoved(Map<TopicPartition, Long> positions) {
        Map<String, Long> moved = new HashMap<>();
        keys(positions.keySet()).forEach((partition, key) -> {
            Long position = positions.get(partition);
            if (position != null && !position.equals(saved.get(partition))) {
                moved.put(key, position);
            }
        });
        if (!moved.isEmpty()) {
            projection.progress().saveOffsets(moved);
            saved.putAll(positions);
        }
    }

    private Map<TopicPartition, String> keys(Set<TopicPartition> partitions) {
        Map<TopicPartition, String> keys = new HashMap<>();
        for (TopicPartition each : partitions) {
            keys.put(each, ProjectedOffset.key(projection.progressName(), each.topic(), each.partition()));
        }
        return keys;
    }

    private Set<TopicPartition> partitions() {
        Set<TopicPartition> partitions = new HashSet<>();
        for (String topic : sources.keySet()) {
            @Nullable List<PartitionInfo> known = consumer.partitionsFor(topic);
            if (known == null || known.isEmpty()) {
                throw new UnknownTopicOrPartitionException("The topic " + topic + " does not exist (yet)");
            }
            known.stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .filter(reading.partitions())
                    .forEach(partitions::add);
        }
        return partitions;
    }
}
