package dev.parley.push.view;

import dev.parley.push.tail.Offsets;
import reactor.core.publisher.Mono;

/** Where the topic of conversation events ends now, for readers of committed records. */
@FunctionalInterface
public interface TopicEnds {

    Mono<Offsets> now();
}
