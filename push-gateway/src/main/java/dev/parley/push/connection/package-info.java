/** One WebSocket connection from handshake to close, and all of them together. */
@NullMarked
package dev.parley.push.connection;

import org.jspecify.annotations.NullMarked;
