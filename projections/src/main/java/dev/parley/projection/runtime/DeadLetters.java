package dev.parley.projection.runtime;

import dev.parley.api.wire.DeadLetterHeaders;
import dev.parley.api.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what cannot be applied to the topic beside its own, in order per key, and returns when it is durable. Shared by all
 * projectors; the producer comes with the first dead letter, which a healthy installation never has.
 */
final class DeadLetters implements Letterbox, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    /** In UTF-16 units. A cause may quote what it could not read. */
    private static final int MAX_CAUSE = 1_000;

    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;

    DeadLetters(Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    /** @throws KafkaException when not all of them are durable; the caller publishes them again */
    @Override
    public synchronized void publish(String projector, List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        Producer<byte[], byte[]> open = producer == null ? producers.get() : producer;
        producer = open;
        tell(projector, letters);
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>(letters.size());
            for (DeadLetter letter : letters) {
                sent.add(open.send(record(projector, letter)));
            }
            open.flush();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException failure) {
            close();
            throw new KafkaException("Dead letters could not be published", failure.getCause());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String projector, DeadLetter letter) {
        ConsumerRecord<byte[], byte[]> source = letter.record();
        Headers headers = new RecordHeaders(source.headers().toArray());
        header(headers, DeadLetterHeaders.PROJECTOR, projector);
        header(headers, DeadLetterHeaders.KIND, letter.kind().name());
        header(headers, DeadLetterHeaders.CAUSE, shortened(letter.cause()));
        header(headers, DeadLetterHeaders.STACK, letter.stack());
        header(headers, DeadLetterHeaders.SOURCE_PARTITION, Integer.toString(source.partition()));
        header(headers, DeadLetterHeaders.SOURCE_OFFSET, Long.toString(source.offset()));
        // Stamped with the time of its death: the source's own may be older than what this topic keeps.
        return new ProducerRecord<>(
                Topic.deadLettersOf(source.topic()), null, null, source.key(), source.value(), headers);
    }

    private static void header(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String shortened(String cause) {
        return cause.length() <= MAX_CAUSE ? cause : cause.substring(0, MAX_CAUSE);
    }

    private static void tell(String projector, List<DeadLetter> letters) {
        for (DeadLetter letter : letters) {
            ConsumerRecord<byte[], byte[]> record = letter.record();
            if (letter.kind() == DeadLetter.Kind.POISON) {
                log.error(
                        "Projector {} cannot apply {}-{}@{}: {}",
                        projector,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        shortened(letter.cause()));
            }
        }
        long parked = letters.stream()
                .filter(letter -> letter.kind() == DeadLetter.Kind.PARKED)
                .count();
        if (parked > 0) {
            log.warn("Projector {} parks {} events behind one of the same key that it lacks", projector, parked);
        }
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ofMillis(200));
            producer = null;
        }
    }
}
