package dev.parley.command.bus;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * A virtual thread per command, and no more commands at once than {@code limit}: beyond it a command is refused with
 * {@code RETRY_LATER} at once, before memory grows. Never blocks the caller, which may be an event loop.
 */
final class BoundedExecutor implements Executor, AutoCloseable {

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("command-", 0).factory());
    private final Semaphore free;
    private final int limit;

    BoundedExecutor(int limit) {
        this.limit = limit;
        this.free = new Semaphore(limit);
    }

    @Override
    public void execute(Runnable command) {
        if (!free.tryAcquire()) {
            throw new CommandRefused(Reason.RETRY_LATER, "The server is at its limit; try again in a moment.");
        }
        try {
            threads.execute(() -> {
                try {
                    command.run();
                } finally {
                    free.release();
                }
            });
        } catch (RuntimeException e) {
            free.release();
            throw new CommandRefused(Reason.RETRY_LATER, "The server is stopping; try again in a moment.");
        }
    }

    int inFlight() {
        return limit - free.availablePermits();
    }

    /** Lets what has begun finish. */
    @Override
    public void close() {
        threads.close();
    }
}
