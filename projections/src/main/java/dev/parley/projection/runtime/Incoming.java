package dev.parley.projection.runtime;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of a batch, read: what it changes, or why nobody can tell. */
sealed interface Incoming<K, V> {

    /** The version of a record whose key has no order to keep. */
    long ANY_VERSION = -1;

    ConsumerRecord<byte[], byte[]> record();

    String key();

    long version();

    default boolean ordered() {
        return version() != ANY_VERSION;
    }

    record Understood<K, V>(ConsumerRecord<byte[], byte[]> record, String key, long version, List<Change<K, V>> changes)
            implements Incoming<K, V> {}

    record Garbled<K, V>(ConsumerRecord<byte[], byte[]> record, String key, long version, RuntimeException cause)
            implements Incoming<K, V> {}
}
