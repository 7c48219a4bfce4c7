package dev.parley.command.store;

import dev.parley.eventstore.EventStorage;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the store forget, now and then, the keys of events that are older than a window. */
public final class KeyWindow implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KeyWindow.class);
    private static final Duration BETWEEN = Duration.ofMinutes(10);
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private final EventStorage storage;
    private final Clock clock;
    private final Duration window;
    private final Thread thread;

    public KeyWindow(EventStorage storage, Clock clock, Duration window) {
        this.storage = storage;
        this.clock = clock;
        this.window = window;
        this.thread = Thread.ofPlatform().name("key-window").daemon().start(this::run);
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(BETWEEN);
                forget();
            }
        } catch (InterruptedException e) {
            log.debug("Asked to stop");
        }
    }

    private void forget() {
        try {
            storage.forgetKeys(clock.instant().minus(window));
        } catch (RuntimeException e) {
            log.warn("Old keys of events could not be forgotten; trying again in {}", BETWEEN, e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
