/** A place for events that Axon works on: durable before anybody is told, in one order, without holes. Two engines, one promise. */
@NullMarked
package dev.parley.eventstore;

import org.jspecify.annotations.NullMarked;
