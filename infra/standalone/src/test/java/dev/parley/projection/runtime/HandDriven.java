package dev.parley.projection.runtime;

import dev.parley.api.projection.ProjectedOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A projection that takes its batches by hand, in the steps in which {@link ProjectionSession} takes them from Kafka. */
public final class HandDriven<K, V> {

    private final Projection<K, V> projection;
    private final Map<String, Source<K, V>> sources;

    private HandDriven(Projection<K, V> projection) {
        this.projection = projection;
        this.sources = Batch.byTopic(projection.projector().sources());
    }

    public static <K, V> HandDriven<K, V> of(Projection<K, V> projection) {
        return new HandDriven<>(projection);
    }

    /** Nothing of it is unreadable, and nothing missing. It says that it has read everything before {@code end}. */
    public void take(List<ConsumerRecord<byte[], byte[]>> records, long end) {
        apply(records).saveVersions();
        Map<String, Long> offsets = new HashMap<>();
        sources.keySet().forEach(topic -> offsets.put(ProjectedOffset.key(projection.name(), topic, 0), end));
        projection.progress().saveOffsets(offsets);
    }

    /** It crashes before it has written down how far it came: all of this comes again. */
    public void takeAndCrash(List<ConsumerRecord<byte[], byte[]>> records) {
        apply(records);
    }

    private interface Applied {
        void saveVersions();
    }

    private Applied apply(List<ConsumerRecord<byte[], byte[]>> records) {
        Batch<K, V> batch = Batch.read(
                records.stream()
                        .filter(record -> sources.containsKey(record.topic()))
                        .toList(),
                sources);
        Map<String, Long> applied = projection.progress().versions(batch.keys());
        Set<K> touched = batch.touched(applied);
        Map<K, V> before = touched.isEmpty() ? Map.of() : projection.entries().load(touched);
        Batch.Outcome<K, V> outcome = batch.fold(applied, before);
        if (!outcome.dead().isEmpty()) {
            throw new AssertionError(projection.name() + " cannot read: " + outcome.dead());
        }
        if (!outcome.entries().isEmpty()) {
            projection.entries().save(outcome.entries());
        }
        return () -> projection.progress().saveVersions(outcome.versions());
    }
}
