/** {@code ./parley verify}: whether the event store is as it was written. */
@NullMarked
package dev.parley.standalone.verify;

import org.jspecify.annotations.NullMarked;
