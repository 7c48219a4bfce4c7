package dev.parley.projection.deadletter;

import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Discarded;
import dev.parley.projection.runtime.KafkaClients;
import dev.parley.projection.runtime.StoredJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * What operators have decided about dead letters, on a compacted topic beside theirs: it outlives the views. There is little of it, so
 * each question first reads on to the topic's end and is answered from memory. Blocks.
 */
public final class Settled implements Discarded, AutoCloseable {

    private static final TopicPartition DECISIONS = new TopicPartition(Topic.DECISIONS.topicName(), 0);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSING = Duration.ofMillis(200);

    private final KafkaClients kafka;
    private final Map<String, Decision> known = new HashMap<>();
    private @Nullable Consumer<byte[], byte[]> reading;

    public Settled(KafkaClients kafka) {
        this.kafka = kafka;
    }

    /** One decision. {@code discarded} = left out for good; else it was taken again, and went well. */
    public record Decision(String letter, String projector, boolean discarded, String reason, String by, Instant at) {}

    /** Returns once it is kept for good. @throws KafkaException when it is not */
    void save(Decision decision) {
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            var _ = producer.send(new ProducerRecord<>(
                            DECISIONS.topic(),
                            DECISIONS.partition(),
                            decision.letter().getBytes(StandardCharsets.UTF_8),
                            StoredJson.MAPPER.writeValueAsBytes(decision)))
                    .get();
        } catch (ExecutionException failure) {
            throw new KafkaException("A decision could not be kept", failure.getCause());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    /** The newest first. */
    synchronized List<Decision> all() {
        readToEnd();
        List<Decision> all = new ArrayList<>(known.values());
        all.sort(Comparator.comparing(Decision::at).reversed());
        return all;
    }

    @Override
    public synchronized Set<String> of(String projector) {
        readToEnd();
        Set<String> discarded = new HashSet<>();
        for (Decision decision : known.values()) {
            if (decision.discarded() && decision.projector().equals(projector)) {
                discarded.add(decision.letter());
            }
        }
        return discarded;
    }

    private void readToEnd() {
        Consumer<byte[], byte[]> consumer = reading == null ? open() : reading;
        reading = consumer;
        long end = consumer.endOffsets(List.of(DECISIONS)).getOrDefault(DECISIONS, 0L);
        while (consumer.position(DECISIONS) < end) {
            consumer.poll(POLL).forEach(this::learn);
        }
    }

    private Consumer<byte[], byte[]> open() {
        Consumer<byte[], byte[]> consumer = kafka.consumer("decisions");
        consumer.assign(List.of(DECISIONS));
        consumer.seekToBeginning(List.of(DECISIONS));
        return consumer;
    }

    private void learn(ConsumerRecord<byte[], byte[]> record) {
        Decision decision = StoredJson.MAPPER.readValue(record.value(), Decision.class);
        known.put(decision.letter(), decision);
    }

    @Override
    public synchronized void close() {
        if (reading != null) {
            reading.close(CloseOptions.timeout(CLOSING));
            reading = null;
        }
    }
}
