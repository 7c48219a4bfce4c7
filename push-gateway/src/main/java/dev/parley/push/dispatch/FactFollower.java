package dev.parley.push.dispatch;

import dev.parley.api.wire.Topic;
import java.util.List;
import reactor.core.publisher.Mono;

/** Shows the facts of a topic to whom they concern, as they come. */
public interface FactFollower<T> {

    Topic topic();

    Class<T> type();

    /** The next records, in the order of each key. Completes once they are on their way. */
    Mono<Void> shown(List<T> batch);
}
