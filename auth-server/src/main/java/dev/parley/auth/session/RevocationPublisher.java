package dev.parley.auth.session;

import dev.parley.auth.session.RevocationOutbox.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells the topic what the outbox holds: at once after each commit, and again and again until the topic has it, also after a crash
 * in between. It may tell something twice, and several processes on one store may tell the same; to hear it twice does no harm.
 */
@Component
final class RevocationPublisher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RevocationPublisher.class);
    private static final int BATCH = 500;

    private final RevocationOutbox outbox;
    private final RevocationTopic topic;
    private final SessionSettings settings;
    private final Semaphore wakeups = new Semaphore(0);
    private volatile @Nullable Thread thread;
    private boolean failing;

    RevocationPublisher(RevocationOutbox outbox, RevocationTopic topic, SessionSettings settings) {
        this.outbox = outbox;
        this.topic = topic;
        this.settings = settings;
    }

    /** There is something new. */
    void wake() {
        wakeups.release();
    }

    @Override
    public void start() {
        Thread publishing = Thread.ofVirtual().name("parley-revocations").unstarted(this::run);
        thread = publishing; // before it runs: it asks whether it should
        publishing.start();
    }

    /** Without an interrupt, because H2 takes one in the middle of its work for the end of its file. */
    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        wake();
        try {
            if (running != null && !running.join(Duration.ofSeconds(2))) {
                log.warn("A revocation is still on its way to the topic; it is told again after the next start.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (isRunning()) {
            round();
            try {
                var _ = wakeups.tryAcquire(settings.revocationRetry().toMillis(), TimeUnit.MILLISECONDS);
                wakeups.drainPermits();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        round(); // what came while we were asked to stop
    }

    /** What fails is tried again, and said once until it works again. */
    private void round() {
        try {
            if (topic.isThere()) {
                publishAll();
            }
            if (failing) {
                log.info("Revocations reach the topic again.");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.error("Revocations do not reach the topic, so other servers still take what has ended", e);
            }
            failing = true;
        }
    }

    private void publishAll() {
        List<Waiting> batch;
        do {
            batch = outbox.first(BATCH);
            if (!batch.isEmpty()) {
                topic.publish(batch.stream().map(Waiting::revocation).toList());
                outbox.remove(batch);
            }
        } while (batch.size() == BATCH);
    }
}
