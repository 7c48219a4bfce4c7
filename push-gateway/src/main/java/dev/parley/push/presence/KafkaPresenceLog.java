package dev.parley.push.presence;

import dev.parley.api.presence.PresenceNews;
import dev.parley.api.wire.Topic;
import dev.parley.push.fact.KafkaFacts;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Component;

/** Presence on Kafka. */
@Component
final class KafkaPresenceLog implements PresenceLog {

    private final KafkaFacts facts;

    KafkaPresenceLog(KafkaFacts facts) {
        this.facts = facts;
    }

    @Override
    public CompletableFuture<Void> append(PresenceNews news) {
        return facts.append(Topic.PRESENCE, news.key(), news);
    }
}
