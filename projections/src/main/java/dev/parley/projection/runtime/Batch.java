package dev.parley.projection.runtime;

import dev.parley.api.wire.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The records of one poll and what they do to the view: pure, so that every rule about versions, poison and parking stands here and
 * needs no store to be tested. A version is applied when it follows the one applied last; lower ones are known already, and one that
 * leaves a gap waits among the dead letters. A poison event is never applied, so everything behind it of the same key waits by that rule
 * alone.
 */
final class Batch<K, V> {

    /** The applied version of a key that nothing was applied of. */
    static final long NOTHING = -1;

    /** What a batch leaves behind. {@code versions} holds the keys that moved. */
    record Outcome<K, V>(Map<K, V> entries, Map<String, Long> versions, List<DeadLetter> dead, int applied) {}

    private final List<Incoming<K, V>> incoming;

    private Batch(List<Incoming<K, V>> incoming) {
        this.incoming = incoming;
    }

    static <K, V> Batch<K, V> read(List<ConsumerRecord<byte[], byte[]>> records, Map<String, Source<K, V>> sources) {
        return read(records, sources, record -> false);
    }

    /** @param leftOut records that happened, and change nothing */
    static <K, V> Batch<K, V> read(
            List<ConsumerRecord<byte[], byte[]>> records,
            Map<String, Source<K, V>> sources,
            Predicate<ConsumerRecord<byte[], byte[]>> leftOut) {
        List<Incoming<K, V>> incoming = new ArrayList<>(records.size());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Source<K, V> source = sources.get(record.topic());
            if (source == null) {
                throw new IllegalStateException("Nothing reads the topic " + record.topic());
            }
            incoming.add(leftOut.test(record) ? source.leaveOut(record) : source.read(record));
        }
        return new Batch<>(incoming);
    }

    /** Of the records as they came. */
    long bytes() {
        return incoming.stream()
                .mapToLong(each -> Math.max(0, each.record().serializedValueSize()))
                .sum();
    }

    /** The keys whose applied version has to be known. */
    Set<String> keys() {
        Set<String> keys = new HashSet<>();
        for (Incoming<K, V> each : incoming) {
            if (each.ordered()) {
                keys.add(each.key());
            }
        }
        return keys;
    }

    /** The entries whose change builds on what they are, leaving out what is known already. */
    Set<K> touched(Map<String, Long> versions) {
        Set<K> touched = new HashSet<>();
        for (Incoming<K, V> each : incoming) {
            if (each instanceof Incoming.Understood<K, V> understood && !known(understood, versions)) {
                understood.changes().stream()
                        .filter(change -> change.step().buildsOnWhatWas())
                        .forEach(change -> touched.add(change.key()));
            }
        }
        return touched;
    }

    Outcome<K, V> fold(Map<String, Long> versionsBefore, Map<K, V> entriesBefore) {
        Fold<K, V> fold = new Fold<>(versionsBefore, entriesBefore);
        incoming.forEach(fold::take);
        return new Outcome<>(fold.entries, fold.versions, fold.dead, fold.applied);
    }

    private static boolean known(Incoming<?, ?> incoming, Map<String, Long> versions) {
        return incoming.ordered() && incoming.version() <= versions.getOrDefault(incoming.key(), NOTHING);
    }

    private static final class Fold<K, V> {

        private final Map<String, Long> versionsBefore;
        private final Map<K, V> entriesBefore;
        private final Map<String, Long> versions = new HashMap<>();
        private final Map<K, V> entries = new LinkedHashMap<>();
        private final List<DeadLetter> dead = new ArrayList<>();
        private int applied;

        Fold(Map<String, Long> versionsBefore, Map<K, V> entriesBefore) {
            this.versionsBefore = versionsBefore;
            this.entriesBefore = entriesBefore;
        }

        void take(Incoming<K, V> incoming) {
            long newest = newest(incoming.key());
            if (incoming.ordered() && incoming.version() <= newest) {
                return;
            }
            switch (incoming) {
                case Incoming.Garbled<K, V> garbled -> dead.add(DeadLetter.poison(garbled.record(), garbled.cause()));
                case Incoming.Understood<K, V> understood
                when understood.ordered() && understood.version() > newest + 1 ->
                    dead.add(DeadLetter.parked(understood.record(), understood.version(), newest + 1));
                case Incoming.Understood<K, V> understood -> apply(understood);
            }
        }

        /** All changes of an event or none: half an event in a view would be an event that never happened. */
        private void apply(Incoming.Understood<K, V> understood) {
            Map<K, V> changed = new LinkedHashMap<>();
            try {
                for (Change<K, V> change : understood.changes()) {
                    @Nullable V before = changed.get(change.key());
                    changed.put(change.key(), change.step().after(before == null ? entry(change.key()) : before));
                }
            } catch (RuntimeException cause) {
                dead.add(DeadLetter.poison(understood.record(), cause));
                return;
            }
            entries.putAll(changed);
            if (understood.ordered()) {
                versions.put(understood.key(), understood.version());
            }
            applied++;
        }

        private long newest(String key) {
            Long inBatch = versions.get(key);
            return inBatch == null ? versionsBefore.getOrDefault(key, NOTHING) : inBatch;
        }

        private @Nullable V entry(K key) {
            V inBatch = entries.get(key);
            return inBatch == null ? entriesBefore.get(key) : inBatch;
        }
    }

    static <K, V> Map<String, Source<K, V>> byTopic(List<Source<K, V>> sources) {
        Map<String, Source<K, V>> byTopic = new HashMap<>();
        for (Source<K, V> source : sources) {
            Topic topic = source.topic();
            byTopic.put(topic.topicName(), source);
        }
        return byTopic;
    }
}
