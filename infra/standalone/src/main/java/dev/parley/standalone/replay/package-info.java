/** {@code ./parley replay}: the event store as analysts read it, without the network between. */
@NullMarked
package dev.parley.standalone.replay;

import org.jspecify.annotations.NullMarked;
