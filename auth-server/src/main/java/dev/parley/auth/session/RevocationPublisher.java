package dev.parley.auth.session;

import dev.parley.auth.round.Rounds;
import dev.parley.auth.session.RevocationOutbox.Waiting;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Tells the topic what the outbox holds: at once after each commit, and again and again until the topic has it, also after a crash
 * in between. It may tell something twice, and several processes on one store may tell the same; to hear it twice does no harm.
 */
@Component
final class RevocationPublisher extends Rounds {

    private static final int BATCH = 500;

    private final RevocationOutbox outbox;
    private final RevocationTopic topic;

    RevocationPublisher(RevocationOutbox outbox, RevocationTopic topic, SessionSettings settings) {
        super("revocations", settings.revocationRetry(), "other servers still take what has ended");
        this.outbox = outbox;
        this.topic = topic;
    }

    @Override
    protected void round() {
        if (topic.isThere()) {
            publishAll();
        }
    }

    private void publishAll() {
        List<Waiting> batch;
        do {
            batch = outbox.first(BATCH);
            if (!batch.isEmpty()) {
                topic.publish(batch.stream().map(Waiting::revocation).toList());
                outbox.remove(batch);
            }
        } while (batch.size() == BATCH);
    }
}
