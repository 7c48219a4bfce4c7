package dev.parley.projection.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets a projector stand still between two rounds: it says where it is, goes on to exactly where it is told, and waits there until it is
 * released. A projector never waits for ever: whoever holds it may have died.
 */
final class Hold {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final CompletableFuture<Map<TopicPartition, Long>> here = new CompletableFuture<>();
    private final CompletableFuture<Map<TopicPartition, Long>> goal = new CompletableFuture<>();
    private final CompletableFuture<Boolean> there = new CompletableFuture<>();
    private final CompletableFuture<Boolean> released = new CompletableFuture<>();

    /** The projector's side. */
    void keep(ProjectionSession<?, ?> session) {
        here.complete(session.positions());
        try {
            Map<TopicPartition, Long> end =
                    await(CompletableFuture.anyOf(goal, released).thenApply(any -> goal.getNow(Map.of())), LONGEST);
            session.advanceTo(end);
            there.complete(true);
            await(released, LONGEST);
        } catch (TimeoutException longEnough) {
            release();
        } catch (RuntimeException failure) {
            there.completeExceptionally(failure);
            throw failure;
        }
    }

    Map<TopicPartition, Long> here(Duration patience) throws TimeoutException {
        return await(here, patience);
    }

    void goOnTo(Map<TopicPartition, Long> end) {
        goal.complete(end);
    }

    /** Returns when it stands where it was told, and it does so until it is released, or for a minute. */
    void awaitThere(Duration patience) throws TimeoutException {
        await(there, patience);
    }

    /** Whether it still stands. */
    boolean stands() {
        return there.isDone() && !there.isCompletedExceptionally() && !released.isDone();
    }

    void release() {
        released.complete(true);
    }

    private static <T> T await(CompletableFuture<T> future, Duration patience) throws TimeoutException {
        try {
            return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("The projector failed while it was held", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a projector was held", interrupted);
        }
    }
}
