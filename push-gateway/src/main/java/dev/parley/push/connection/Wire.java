package dev.parley.push.connection;

import dev.parley.push.frame.CloseCode;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What carries the frames of one connection to the other side. */
interface Wire {

    /** Writes, as fast as the other side takes it, until there is nothing more. */
    Mono<Void> write(Flux<Outgoing> frames);

    /** Whether the other side learns from its end why it ended; else the last frame says so. */
    boolean carriesCodes();

    /** Ends it in good order, after what was written. */
    Mono<Void> close(CloseCode code);
}
