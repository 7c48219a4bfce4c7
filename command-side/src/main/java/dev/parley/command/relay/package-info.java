/** The way of events from the store to Kafka: in order, without holes, with its position in Kafka itself. */
@NullMarked
package dev.parley.command.relay;

import org.jspecify.annotations.NullMarked;
