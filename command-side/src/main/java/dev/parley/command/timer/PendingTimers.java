package dev.parley.command.timer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Everything that has not happened yet, soonest first. What has rung stays known until an event says that it has happened, so that it does
 * not ring twice; somebody who starts anew rings it again. For several threads.
 */
final class PendingTimers {

    /** A clock may jump, so nobody sleeps for longer. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

    private final Clock clock;
    private final Map<String, Timer> known = new HashMap<>();
    private final PriorityQueue<Ringing> queue = new PriorityQueue<>(Comparator.comparing(Ringing::at));

    /**
     * @param at when it rings
     * @param attempt from 1
     */
    record Ringing(Timer timer, Instant at, int attempt) {}

    PendingTimers(Clock clock) {
        this.clock = clock;
    }

    /** @return whether that changed anything */
    synchronized boolean change(TimerChange change) {
        Timer timer = change.timer();
        if (timer == null) {
            return known.remove(change.id()) != null;
        }
        if (known.putIfAbsent(change.id(), timer) != null) {
            return false;
        }
        queue.add(new Ringing(timer, timer.dueAt(), 1));
        notifyAll();
        return true;
    }

    /** It could not happen now. */
    synchronized void again(Ringing ringing, Duration later) {
        queue.add(new Ringing(ringing.timer(), clock.instant().plus(later), ringing.attempt() + 1));
        notifyAll();
    }

    /** Waits for the next. */
    synchronized Ringing take() throws InterruptedException {
        while (true) {
            Ringing next = queue.peek();
            Duration wait = next == null ? LONGEST_SLEEP : Duration.between(clock.instant(), next.at());
            if (next != null && !wait.isPositive()) {
                queue.remove();
                if (known.containsKey(next.timer().id())) {
                    return next;
                }
            } else {
                wait(Math.clamp(wait.toMillis(), 1, LONGEST_SLEEP.toMillis()));
            }
        }
    }

    synchronized void clear() {
        known.clear();
        queue.clear();
    }

    synchronized int size() {
        return known.size();
    }
}
