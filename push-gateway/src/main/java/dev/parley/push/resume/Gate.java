package dev.parley.push.resume;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Lets so many in at a time, in the order they came. When everybody comes back at once the views would be asked ten thousand things
 * together, none would be answered in time, and all would come again.
 */
public final class Gate {

    private final AtomicReference<@Nullable FluxSink<Mono<Void>>> door = new AtomicReference<>();

    public Gate(int atOnce) {
        var _ = Flux.<Mono<Void>>create(door::set)
                .flatMap(work -> work, atOnce, 1)
                .subscribe();
    }

    /** Begins when its turn comes. Whoever no longer waits gives their turn to the next. */
    public <T> Mono<T> through(Mono<T> work) {
        return Mono.create(waiting -> {
            FluxSink<Mono<Void>> open = door.get();
            if (open == null) {
                throw new IllegalStateException("The gate was not opened");
            }
            Sinks.Empty<Void> gone = Sinks.empty();
            waiting.onDispose(gone::tryEmitEmpty);
            open.next(work.takeUntilOther(gone.asMono())
                    .doOnSuccess(waiting::success)
                    .onErrorResume(failure -> {
                        waiting.error(failure);
                        return Mono.empty();
                    })
                    .then());
        });
    }
}
