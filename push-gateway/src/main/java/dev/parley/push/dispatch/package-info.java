/** Reads the topics for all connections of this gateway; blocking, on a thread of its own. */
@NullMarked
package dev.parley.push.dispatch;

import org.jspecify.annotations.NullMarked;
