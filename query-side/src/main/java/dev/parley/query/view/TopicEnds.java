package dev.parley.query.view;

import dev.parley.api.wire.Topic;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Where the partitions of a topic end right now: the offset of the record that comes next, by partition. */
@FunctionalInterface
public interface TopicEnds {

    Mono<Map<Integer, Long>> of(Topic topic);
}
