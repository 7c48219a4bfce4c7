/** {@code ./parley events}: the event store as lines of JSON. */
@NullMarked
package dev.parley.standalone.events;

import org.jspecify.annotations.NullMarked;
