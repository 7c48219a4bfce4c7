/** What happens on a connection before there is a request: unreadable addresses, and requests that never become whole. Never blocks. */
@NullMarked
package dev.parley.edge.line;

import org.jspecify.annotations.NullMarked;
