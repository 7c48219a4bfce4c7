package dev.parley.projection.runtime;

import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Events that an operator has decided to leave out of a projector's views, for good. */
@FunctionalInterface
public interface Discarded {

    Discarded NOTHING = projector -> Set.of();

    /** By {@link #key}. */
    Set<String> of(String projector);

    static String key(String projector, String topic, int partition, long offset) {
        return projector + "/" + topic + "/" + partition + "/" + offset;
    }

    static String key(String projector, ConsumerRecord<?, ?> record) {
        return key(projector, record.topic(), record.partition(), record.offset());
    }
}
