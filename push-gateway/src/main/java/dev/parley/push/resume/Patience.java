package dev.parley.push.resume;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Waiting for views that lag: a try, a pause, the next try, until it works or the time is over. */
public final class Patience {

    private static final Duration PAUSE = Duration.ofMillis(25);

    private final Scheduler timer;
    private final Duration patience;

    public Patience(Scheduler timer, Duration patience) {
        this.timer = timer;
        this.patience = patience;
    }

    /** Tries until something comes out. */
    public <T> Mono<T> until(Mono<T> attempt) {
        return Mono.defer(() -> {
            long deadline = timer.now(TimeUnit.MILLISECONDS) + patience.toMillis();
            return attempt.repeatWhenEmpty(
                    Integer.MAX_VALUE,
                    tries ->
                            tries.concatMap(count -> timer.now(TimeUnit.MILLISECONDS) < deadline ? pause() : behind()));
        });
    }

    /** Waits no longer than this for something that comes by itself. */
    public Mono<Void> atMost(Mono<Void> event) {
        return event.timeout(patience, behind(), timer);
    }

    private Mono<Long> pause() {
        return Mono.delay(PAUSE, timer);
    }

    private static <T> Mono<T> behind() {
        return Mono.error(() -> new QueryRefused(
                Reason.VIEW_BEHIND, "The views have not caught up with what happened; try again in a moment."));
    }
}
