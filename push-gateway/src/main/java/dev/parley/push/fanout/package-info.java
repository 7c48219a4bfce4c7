/** Who sees what, by version, and the delivery of events to them; confined to one thread that never blocks. */
@NullMarked
package dev.parley.push.fanout;

import org.jspecify.annotations.NullMarked;
