/** How operators' tools reach the Parley that runs on a data directory: one request a connection, over loopback, with a secret. Blocks. */
@NullMarked
package dev.parley.standalone.control;

import org.jspecify.annotations.NullMarked;
