package dev.parley.push.frame;

import dev.parley.edge.Problem;
import org.jspecify.annotations.Nullable;

/** What came of one incoming WebSocket message. */
public sealed interface Received {

    /** A frame within its limits. */
    record Understood(ClientFrame frame) implements Received {}

    /** Something else. It is answered, with the id it had if that could be read. */
    record Refused(@Nullable String id, Problem problem) implements Received {}
}
