package dev.parley.standalone.part;

import dev.parley.standalone.process.ServerAddress;
import dev.parley.standalone.process.ServerDied;
import dev.parley.standalone.process.ServerProcess;
import dev.parley.standalone.process.ServerStartFailed;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server that is started again whenever it dies, at the address that it had: whoever uses it waits, and finds it there. After each death
 * or attempt that follows soon upon the one before, the next is waited for a little longer.
 */
final class LastingServer implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** One that has run for so long has not died of its start. */
    private static final Duration SOUND = Duration.ofMinutes(1);

    /** Starts it once. */
    @FunctionalInterface
    interface Start {
        ServerProcess with(Consumer<ServerDied> onDeath) throws ServerStartFailed, InterruptedException;
    }

    private final Start start;
    private final Consumer<String> told;
    private final Consumer<ServerDied> lost;
    private @Nullable ServerProcess running;
    private @Nullable Thread reviving;
    private Duration pause = FIRST_PAUSE;
    private long startedAt;
    private boolean closed;

    /**
     * @param told a sentence for people about each death and what comes of it
     * @param lost when it cannot be had back
     */
    LastingServer(Start start, Consumer<String> told, Consumer<ServerDied> lost) {
        this.start = start;
        this.told = told;
        this.lost = lost;
    }

    ServerAddress start() throws ServerStartFailed, InterruptedException {
        ServerProcess first = start.with(this::died);
        became(first);
        return first.address();
    }

    private synchronized void became(ServerProcess started) {
        running = started;
        startedAt = System.nanoTime();
        if (closed) {
            started.close();
        }
    }

    private void died(ServerDied death) {
        ServerAddress address;
        synchronized (this) {
            if (closed || running == null) {
                return;
            }
            address = running.address();
            reviving = Thread.currentThread();
            if (System.nanoTime() - startedAt > SOUND.toNanos()) {
                pause = FIRST_PAUSE;
            }
        }
        told.accept(death.sentence() + ". It is started again; what needs it waits.");
        try {
            ServerProcess again = again();
            if (!again.address().equals(address)) {
                again.close();
                lost.accept(death); // somebody else took its port meanwhile, and nobody would find it at another
                return;
            }
            became(again);
            told.accept(death.server() + " is back at " + address);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private ServerProcess again() throws InterruptedException {
        while (true) {
            Thread.sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            try {
                return start.with(this::died);
            } catch (ServerStartFailed failed) {
                told.accept(failed.getMessage() + ". It is tried again in " + pause.toSeconds() + " s");
            }
        }
    }

    /** Ends it, or whatever is done to have it back. */
    @Override
    public void close() {
        ServerProcess last;
        synchronized (this) {
            closed = true;
            last = running;
            if (reviving != null) {
                reviving.interrupt();
            }
        }
        if (last != null) {
            last.close();
        }
    }
}
