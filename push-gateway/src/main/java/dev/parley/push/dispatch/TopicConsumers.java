package dev.parley.push.dispatch;

import org.apache.kafka.clients.consumer.Consumer;

/** Where the dispatcher gets a consumer from, a new one after each failure. */
@FunctionalInterface
interface TopicConsumers {

    /** In no group, of committed records only, and loud when an offset is not there any more. */
    Consumer<String, byte[]> open();
}
