package dev.parley.auth.round;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does a piece of work again and again, on one virtual thread, for as long as the server runs: at its start, after each rest, and at once
 * when it is woken. What fails is tried again in the next round, and said once until it works again.
 */
public abstract class Rounds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Rounds.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String name;
    private final Duration rest;
    private final String meanwhile;
    private final Semaphore wakeups = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private boolean failing;

    /**
     * @param name what the work is about, as in "mails"
     * @param rest between two rounds
     * @param meanwhile what it means for people when it fails, as in "they are sent later"
     */
    protected Rounds(String name, Duration rest, String meanwhile) {
        this.name = name;
        this.rest = rest;
        this.meanwhile = meanwhile;
    }

    /** One round. Long ones ask {@link #isRunning} now and then. */
    protected abstract void round();

    /** There is something new, so the next round begins now. */
    public final void wake() {
        wakeups.release();
    }

    @Override
    public final void start() {
        Thread going = Thread.ofVirtual().name("parley-" + name).unstarted(this::run);
        thread = going; // before it runs: it asks whether it should
        going.start();
    }

    /** Without an interrupt, because H2 takes one in the middle of its work for the end of its file. */
    @Override
    public final void stop() {
        Thread running = thread;
        thread = null;
        wake();
        try {
            if (running != null && !running.join(PATIENCE)) {
                log.warn("The work on {} takes its time; what is left is done after the next start.", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public final boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            guarded();
            try {
                var _ = wakeups.tryAcquire(rest.toMillis(), TimeUnit.MILLISECONDS);
                wakeups.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        guarded(); // what came while we were asked to stop
    }

    private void guarded() {
        try {
            round();
            if (failing) {
                log.info("The work on {} goes on again.", name);
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn("The work on {} fails; meanwhile {}", name, meanwhile, e);
            }
            failing = true;
        }
    }
}
