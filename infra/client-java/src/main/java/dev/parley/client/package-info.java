/** A device's live connection to Parley. Callers never wait in here; each connection has one virtual thread, and one for its reader. */
@NullMarked
package dev.parley.client;

import org.jspecify.annotations.NullMarked;
