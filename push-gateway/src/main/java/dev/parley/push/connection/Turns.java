package dev.parley.push.connection;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop that have something to write. Each gets its turn, one after the other, and writes all that waits
 * for it at once; so the more happens, the fewer and larger are the writes, and nobody's frames wait for more than one turn of the
 * others. Those who are one of very many to be told something come behind the others, but always have a share. However many offer, the loop is woken once.
 *
 * <p>What very many are told goes out in waves, which begin some time apart: thousands of writes of one frame each would take most of the
 * machine, and what has come meanwhile shares them. The first wave after a silence leaves at once.
 */
final class Turns {

    /** How many turns the loop takes before it looks at what came in. */
    private static final int AT_ONCE = 128;

    /** One turn of so many is for those who come later, whoever else comes. */
    private static final int SHARE = 4;

    /** From the beginning of one wave to that of the next. */
    static final Duration PACE = Duration.ofMillis(50);

    private final EventLoop loop;
    private final Queue<Turn> soon = new ConcurrentLinkedQueue<>();
    private final Queue<Turn> later = new ConcurrentLinkedQueue<>();
    private final Queue<Turn> gathered = new ConcurrentLinkedQueue<>();
    private final Queue<List<Turn>> waves = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicBoolean surging = new AtomicBoolean();
    private final Joint joint = new Joint();
    private long due;

    Turns(EventLoop loop) {
        this.loop = loop;
        this.due = loop.ticker().nanoTime();
    }

    /** On the event loop. */
    Joint joint() {
        return joint;
    }

    /** On the event loop. */
    @FunctionalInterface
    interface Turn {
        void take();
    }

    void soon(Turn turn) {
        soon.add(turn);
        wake();
    }

    /** Behind everybody who is to come soon. From any thread. */
    void later(Turn turn) {
        later.add(turn);
        wake();
    }

    /** With the next wave, once that is {@link #release released}. */
    void together(Turn turn) {
        gathered.add(turn);
    }

    /** The wave is complete. The answer completes when all in it had their turn. */
    CompletableFuture<Void> release() {
        List<Turn> wave = new ArrayList<>();
        for (Turn turn = gathered.poll(); turn != null; turn = gathered.poll()) {
            wave.add(turn);
        }
        CompletableFuture<Void> passed = new CompletableFuture<>();
        wave.add(() -> passed.complete(null));
        waves.add(wave);
        if (surging.compareAndSet(false, true)) {
            execute(this::surgeWhenDue);
        }
        return passed;
    }

    private void surgeWhenDue() {
        long wait = due - loop.ticker().nanoTime();
        if (wait > 0) {
            var _ = loop.schedule(this::surge, wait, TimeUnit.NANOSECONDS);
        } else {
            surge();
        }
    }

    private void surge() {
        due = loop.ticker().nanoTime() + PACE.toNanos();
        for (List<Turn> wave = waves.poll(); wave != null; wave = waves.poll()) {
            later.addAll(wave);
        }
        later.add(this::ebb);
        wake();
    }

    private void ebb() {
        surging.set(false);
        if (!waves.isEmpty() && surging.compareAndSet(false, true)) {
            surgeWhenDue();
        }
    }

    /** False when the loop takes no more turns, and whatever waits is lost with its connections. */
    boolean isOver() {
        return loop.isShuttingDown();
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            execute(this::work);
        }
    }

    private void execute(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // The loop has ended, and its connections with it.
        }
    }

    private void work() {
        for (int taken = 0; taken < AT_ONCE; taken++) {
            Turn turn = taken % SHARE == SHARE - 1 ? next(later, soon) : next(soon, later);
            if (turn == null) {
                break;
            }
            turn.take();
        }
        awake.set(false);
        if (!soon.isEmpty() || !later.isEmpty()) {
            wake();
        }
    }

    private static @Nullable Turn next(Queue<Turn> first, Queue<Turn> second) {
        Turn turn = first.poll();
        return turn == null ? second.poll() : turn;
    }
}
