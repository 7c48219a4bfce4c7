package dev.parley.push.position;

import dev.parley.api.position.PositionMoved;
import java.util.concurrent.CompletableFuture;

/** The compacted topic of positions, as it is written to. */
interface PositionLog {

    /** Completes once it is kept for good. May block, so it has a thread to itself; what is appended first stands first. */
    CompletableFuture<Void> append(PositionMoved moved);
}
