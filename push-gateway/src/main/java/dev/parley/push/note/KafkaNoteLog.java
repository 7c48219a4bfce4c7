package dev.parley.push.note;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.note.NoteTaken;
import dev.parley.api.wire.Topic;
import dev.parley.push.fact.KafkaFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Notes on Kafka, appended on a thread of their own. */
@Component
final class KafkaNoteLog implements NoteLog, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(KafkaNoteLog.class);
    private static final int MAX_WAITING = 10_000;

    private final KafkaFacts facts;
    private final Scheduler writer = Schedulers.newBoundedElastic(1, MAX_WAITING, "push-notes");

    KafkaNoteLog(KafkaFacts facts) {
        this.facts = facts;
    }

    @Override
    public Mono<Void> append(NoteTaken taken) {
        return Mono.fromCallable(() -> facts.append(Topic.NOTES, taken.key(), taken))
                .subscribeOn(writer)
                .flatMap(kept -> Mono.fromFuture(kept, true))
                .onErrorMap(failure -> {
                    log.warn("A note could not be kept", failure);
                    return new CommandRefused(Reason.UNAVAILABLE, "This could not be noted; try again in a moment.");
                });
    }

    @Override
    public void destroy() {
        writer.dispose();
    }
}
