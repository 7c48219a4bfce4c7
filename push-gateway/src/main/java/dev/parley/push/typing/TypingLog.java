package dev.parley.push.typing;

import dev.parley.api.signal.TypingChanged;
import reactor.core.publisher.Mono;

/** The topic of signals, as it is written to. */
interface TypingLog {

    Mono<Void> append(TypingChanged signal);
}
