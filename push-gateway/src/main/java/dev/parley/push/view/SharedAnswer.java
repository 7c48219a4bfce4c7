package dev.parley.push.view;

import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The answer to a question that many ask. One is asked at a time; whoever comes while it is under way shares the next, so that no
 * answer is older than the question.
 */
final class SharedAnswer<T> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Mono<T> question;
    private Sinks.@Nullable One<T> next;
    private boolean underWay;

    SharedAnswer(Mono<T> question) {
        this.question = question;
    }

    Mono<T> get() {
        return Mono.defer(() -> {
            boolean first;
            Sinks.One<T> mine;
            lock.lock();
            try {
                mine = next == null ? Sinks.one() : next;
                next = mine;
                first = !underWay;
                underWay = true;
            } finally {
                lock.unlock();
            }
            if (first) {
                ask();
            }
            return mine.asMono();
        });
    }

    private void ask() {
        Sinks.One<T> askers = take();
        if (askers != null) {
            var _ = question.doFinally(signal -> ask())
                    .subscribe(askers::tryEmitValue, askers::tryEmitError, askers::tryEmitEmpty);
        }
    }

    /** Those who have come until now; null when nobody has, and the next one asks anew. */
    private Sinks.@Nullable One<T> take() {
        lock.lock();
        try {
            Sinks.One<T> askers = next;
            next = null;
            underWay = askers != null;
            return askers;
        } finally {
            lock.unlock();
        }
    }
}
