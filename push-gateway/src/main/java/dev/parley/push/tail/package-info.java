/** The newest end of the event topic, kept in memory so that whoever was away a moment continues without a gap. */
@NullMarked
package dev.parley.push.tail;

import org.jspecify.annotations.NullMarked;
