package dev.parley.push.fanout;

import dev.parley.push.tail.Offsets;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The one thread that a {@link Fanout} belongs to. What waits for it is bounded by what may be under way: a few steps per
 * connection and one batch of the dispatcher.
 */
public final class FanoutLoop {

    private final Fanout fanout;
    private final Scheduler thread;

    public FanoutLoop(Fanout fanout, Scheduler thread) {
        this.fanout = fanout;
        this.thread = thread;
    }

    /** Runs a step and gives what it returns; empty for null. */
    public <T> Mono<T> call(Function<Fanout, @Nullable T> step) {
        return Mono.fromCallable(() -> step.apply(fanout)).subscribeOn(thread);
    }

    public Mono<Void> run(Consumer<Fanout> step) {
        return Mono.<Void>fromRunnable(() -> step.accept(fanout)).subscribeOn(thread);
    }

    /** Completes once everything before these offsets was dispatched. */
    public Mono<Void> reached(Offsets until) {
        return Mono.<Void>create(sink -> {
                    Fanout.Waiter waiter = new Fanout.Waiter(until, sink::success);
                    sink.onDispose(() -> thread.schedule(() -> fanout.forget(waiter)));
                    fanout.await(waiter);
                })
                .subscribeOn(thread);
    }
}
