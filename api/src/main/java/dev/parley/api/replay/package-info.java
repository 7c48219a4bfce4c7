/** The event store as those read it who may only read. */
@NullMarked
package dev.parley.api.replay;

import org.jspecify.annotations.NullMarked;
