package dev.parley.demo.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything a connection has heard, in order. A frame is taken once, whoever waits for it; what nobody took stays to be looked at.
 * Holds {@value #MOST} frames at most: beyond that the connection counts as broken, because this client is made for scripts.
 */
final class Inbox {

    private static final int MOST = 200_000;
    private static final int SHOWN = 5;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Frame> frames = new ArrayList<>();
    private final BitSet taken = new BitSet();
    private @Nullable Closed closed;

    /** Whether there was room for it. */
    boolean add(Frame frame) {
        lock.lock();
        try {
            if (frames.size() >= MOST) {
                return false;
            }
            frames.add(frame);
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The first end counts; what a closing socket complains about afterwards does not. */
    void close(Closed how) {
        lock.lock();
        try {
            if (closed == null) {
                closed = how;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Frame take(String expected, Predicate<Frame> wanted, Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            int from = 0;
            while (true) {
                int found = find(wanted, from);
                if (found >= 0) {
                    taken.set(found);
                    return frames.get(found);
                }
                from = frames.size();
                if (closed != null) {
                    throw new Unmet(expected, "the connection closed with " + closed + heard());
                }
                if (left <= 0) {
                    throw new Unmet(expected, "nothing of that kind in " + patience.toSeconds() + " s" + heard());
                }
                left = await(left);
            }
        } finally {
            lock.unlock();
        }
    }

    Closed awaitClosed(Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (closed == null) {
                if (left <= 0) {
                    throw new Unmet(
                            "the connection to be closed", "still open after " + patience.toSeconds() + " s" + heard());
                }
                left = await(left);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }

    List<Frame> all(Predicate<Frame> wanted) {
        lock.lock();
        try {
            return frames.stream().filter(wanted).toList();
        } finally {
            lock.unlock();
        }
    }

    private int find(Predicate<Frame> wanted, int from) {
        for (int i = taken.nextClearBit(from); i < frames.size(); i = taken.nextClearBit(i + 1)) {
            if (wanted.test(frames.get(i))) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings("WaitNotInLoop") // its callers loop
    private long await(long nanos) {
        try {
            return changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while listening", e);
        }
    }

    private String heard() {
        if (frames.isEmpty()) {
            return "; it had not said anything";
        }
        List<Frame> last = frames.subList(Math.max(0, frames.size() - SHOWN), frames.size());
        return "; the last frames were " + last;
    }
}
