package dev.parley.push.typing;

import dev.parley.api.signal.TypingChanged;
import dev.parley.api.wire.Topic;
import dev.parley.push.fact.KafkaFacts;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Signals on Kafka, appended on a thread of their own. */
@Component
final class KafkaTypingLog implements TypingLog, DisposableBean {

    private static final int MAX_WAITING = 1_000;

    private final KafkaFacts facts;
    private final Scheduler writer = Schedulers.newBoundedElastic(1, MAX_WAITING, "push-signals");

    KafkaTypingLog(KafkaFacts facts) {
        this.facts = facts;
    }

    @Override
    public Mono<Void> append(TypingChanged signal) {
        return Mono.fromCallable(() -> facts.append(Topic.SIGNALS, signal.key(), signal))
                .subscribeOn(writer)
                .flatMap(kept -> Mono.fromFuture(kept, true));
    }

    @Override
    public void destroy() {
        writer.dispose();
    }
}
