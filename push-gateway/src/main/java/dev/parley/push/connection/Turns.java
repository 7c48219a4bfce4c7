package dev.parley.push.connection;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop that have something to write. Each gets its turn, one after the other, and writes all that waits
 * for it at once; so the more happens, the fewer and larger are the writes, and nobody's frames wait for more than one turn of the
 * others. Those who are one of very many to be told something come behind the others, but always have a share. However many offer, the loop is woken once.
 */
final class Turns {

    /** How many turns the loop takes before it looks at what came in. */
    private static final int AT_ONCE = 128;

    /** One turn of so many is for those who come later, whoever else comes. */
    private static final int SHARE = 4;

    private final EventLoop loop;
    private final Queue<Turn> soon = new ConcurrentLinkedQueue<>();
    private final Queue<Turn> later = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean awake = new AtomicBoolean();

    Turns(EventLoop loop) {
        this.loop = loop;
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

    /** Behind everybody who is to come soon. */
    void later(Turn turn) {
        later.add(turn);
        wake();
    }

    /** False when the loop takes no more turns, and whatever waits is lost with its connections. */
    boolean isOver() {
        return loop.isShuttingDown();
    }

    private void wake() {
        if (awake.compareAndSet(false, true)) {
            try {
                loop.execute(this::work);
            } catch (RejectedExecutionException e) {
                // The loop has ended, and its connections with it.
            }
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
