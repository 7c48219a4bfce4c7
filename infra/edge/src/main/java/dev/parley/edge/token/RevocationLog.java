package dev.parley.edge.token;

import org.apache.kafka.clients.consumer.Consumer;

/** Opens consumers of the topic of revocations. */
public interface RevocationLog {

    Consumer<String, byte[]> open();
}
