/** Serves open connections: everything a person may see arrives, once, in order, on each of their devices. */
@NullMarked
package dev.parley.push;

import org.jspecify.annotations.NullMarked;
