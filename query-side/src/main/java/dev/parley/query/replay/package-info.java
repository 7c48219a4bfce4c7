/**
 * What analysts are given of the event store: all events in their order, as much of each as they may see, as fast as they take them. The
 * store is read on a few threads of its own, because that blocks.
 */
@NullMarked
package dev.parley.query.replay;

import org.jspecify.annotations.NullMarked;
