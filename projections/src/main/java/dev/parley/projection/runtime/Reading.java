package dev.parley.projection.runtime;

import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What of its topics a session reads.
 *
 * @param partitions those that it reads at all
 * @param keys the records that count; the others are passed over
 * @param discarded what an operator has decided to leave out
 */
record Reading(
        Predicate<TopicPartition> partitions, Predicate<ConsumerRecord<byte[], byte[]>> keys, Discarded discarded) {

    static final Reading EVERYTHING = all(Discarded.NOTHING);

    static Reading all(Discarded discarded) {
        return new Reading(partition -> true, record -> true, discarded);
    }
}
