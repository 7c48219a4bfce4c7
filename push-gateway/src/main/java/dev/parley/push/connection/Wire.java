package dev.parley.push.connection;

import dev.parley.push.frame.CloseCode;
import reactor.core.publisher.Mono;

/** What carries the frames of one connection to the other side. */
interface Wire {

    /** Writes what waits in {@code outbound} as fast as the other side takes it. Completes when it has ended and all is written, or the line is dead. */
    Mono<Void> write(Outbound outbound);

    /** Something waits. From any thread. */
    void soon();

    /** The same, for what very many others are told as well: they take their turns together, behind the others, once all are gathered. */
    void together();

    /** Whether the other side learns from its end why it ended; else the last frame says so. */
    boolean carriesCodes();

    /** Ends it in good order, after what was written. */
    Mono<Void> close(CloseCode code);
}
