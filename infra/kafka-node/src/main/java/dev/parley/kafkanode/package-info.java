/** A real one-node Kafka broker (KRaft, broker and controller in one) as a process of its own, for running Parley without an installed Kafka. */
@NullMarked
package dev.parley.kafkanode;

import org.jspecify.annotations.NullMarked;
