package dev.parley.push.presence;

import dev.parley.api.presence.PresenceNews;
import java.util.concurrent.CompletableFuture;

/** The compacted topic of presence, as it is written to. */
interface PresenceLog {

    /** Completes once it is kept. May block, so it has a thread to itself; what is appended first stands first. */
    CompletableFuture<Void> append(PresenceNews news);
}
