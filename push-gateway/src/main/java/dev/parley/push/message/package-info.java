/** Sends messages on behalf of a connection. */
@NullMarked
package dev.parley.push.message;

import org.jspecify.annotations.NullMarked;
