package dev.parley.push.position;

import dev.parley.api.position.PositionMoved;
import dev.parley.api.wire.Topic;
import dev.parley.push.fact.KafkaFacts;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Positions on Kafka. */
@Component
final class KafkaPositionLog implements PositionLog {

    private final KafkaFacts facts;

    KafkaPositionLog(KafkaFacts facts) {
        this.facts = facts;
    }

    @Override
    public CompletableFuture<Void> append(PositionMoved moved) {
        return facts.append(Topic.POSITIONS, moved.key(), moved);
    }
}
