/** Consumes the events from Kafka and writes the views; blocking code, one thread of its own per projector. */
@NullMarked
package dev.parley.projection;

import org.jspecify.annotations.NullMarked;
