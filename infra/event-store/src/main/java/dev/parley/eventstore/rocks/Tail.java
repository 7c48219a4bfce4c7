package dev.parley.eventstore.rocks;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the log, and whoever waits there. */
final class Tail implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Tail.class);

    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long head;
    private volatile boolean closed;

    Tail(long head) {
        this.head = head;
    }

    long head() {
        return head;
    }

    boolean closed() {
        return closed;
    }

    /** Tells everybody that the log now ends there. */
    void moved(long position) {
        synchronized (this) {
            head = position;
            notifyAll();
        }
        listeners.forEach(Tail::tell);
    }

    /** What a listener fails at is its own affair: what moved the tail is durable. */
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException | Error e) {
            log.warn("Somebody could not be told of new events", e);
        }
    }

    /** Returns when the log ends beyond that position, when it is closed, or when the time is over. */
    synchronized void awaitBeyond(long position, long timeout, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(timeout);
        while (head <= position && !closed) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
    }

    void listen(Runnable listener) {
        listeners.add(listener);
    }

    void unlisten(Runnable listener) {
        listeners.remove(listener);
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
