package dev.parley.auth.audit;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.auth.audit.AuditRows.Linked;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The one thread that adds to the chain: entries of the frequent kinds, many in one transaction, and those that were written with
 * their action and have no place in the chain yet. Several processes share the chain by the lock of its last row, once per batch.
 */
@Component
final class AuditWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(AuditWriter.class);

    private static final int BATCH = 1_000;
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);

    private final AuditRows rows;
    private final TransactionOperations transactions;
    private final AuditSettings settings;
    private final Clock clock;
    private final BlockingQueue<AuditRow> queue;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private long looked = System.nanoTime() - BETWEEN_LOOKS.toNanos();
    private Instant cleaned = Instant.MIN;

    AuditWriter(AuditRows rows, TransactionOperations transactions, AuditSettings settings, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
        this.queue = new LinkedBlockingQueue<>(settings.queue());
        this.thread = Thread.ofPlatform().daemon().name("parley-audit").start(this::run);
    }

    /** Waits while the queue is full. */
    void add(AuditRow row) {
        try {
            if (stop.getCount() == 0 || !queue.offer(row, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new CommandRefused(Reason.UNAVAILABLE, "The identity store does not answer.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandRefused(Reason.UNAVAILABLE, "The server is stopping.");
        }
    }

    /** Returns when everything noted is written, or after five seconds without a store. */
    @Override
    public void close() {
        stop.countDown();
        try {
            // Never interrupted: H2 takes that for an order to close its file.
            if (!thread.join(PATIENCE) || !queue.isEmpty()) {
                log.error("The identity store did not take {} entries of the audit trail.", queue.size());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<AuditRow> batch = new ArrayList<>();
        boolean stopping = false;
        while (!stopping || !queue.isEmpty() || !batch.isEmpty()) {
            stopping = paused(batch.isEmpty() ? GATHERING : BETWEEN_ATTEMPTS);
            queue.drainTo(batch, BATCH - batch.size());
            try {
                write(batch);
                batch.clear();
                clean();
            } catch (DataAccessException | TransactionException e) {
                log.warn("The audit trail cannot be written just now: {}", e.toString());
                if (stopping) {
                    queue.addAll(batch);
                    return;
                }
            }
        }
    }

    private boolean paused(Duration time) {
        try {
            return stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Nobody interrupts this thread.", e);
        }
    }

    private void write(List<AuditRow> batch) {
        if (!batch.isEmpty() || someAreUnlinked()) {
            transactions.executeWithoutResult(transaction -> extendChain(batch));
        }
    }

    private boolean someAreUnlinked() {
        long now = System.nanoTime();
        if (now - looked < BETWEEN_LOOKS.toNanos()) {
            return false;
        }
        boolean some = !rows.unlinked(1).isEmpty();
        looked = some ? looked : now;
        return some;
    }

    /** Looks for those without a place once more, because another process may just have given them one. */
    private void extendChain(List<AuditRow> batch) {
        AuditLink end = rows.lockEnd();
        List<Linked> old = new ArrayList<>();
        for (AuditRow row : rows.unlinked(BATCH)) {
            end = end.next(row);
            old.add(new Linked(row, end));
        }
        List<Linked> fresh = new ArrayList<>();
        for (AuditRow row : batch) {
            end = end.next(row);
            fresh.add(new Linked(row, end));
        }
        if (!old.isEmpty()) {
            rows.link(old);
        }
        if (!fresh.isEmpty()) {
            rows.add(fresh);
        }
        rows.moveEnd(end);
    }

    /** Takes away from the old end of the chain only, so that the rest still hangs together. */
    private void clean() {
        Instant now = clock.instant();
        if (!cleaned.equals(Instant.MIN) && now.isBefore(cleaned.plus(BETWEEN_CLEANINGS))) {
            return;
        }
        Instant limit = now.minus(settings.retention());
        boolean more = true;
        while (more) {
            List<Linked> oldest = rows.after(0, BATCH);
            List<Linked> old = oldest.stream()
                    .takeWhile(each -> each.row().at().isBefore(limit))
                    .toList();
            if (!old.isEmpty()) {
                transactions.executeWithoutResult(
                        transaction -> rows.removeUpTo(old.getLast().link()));
            }
            more = old.size() == BATCH;
        }
        cleaned = now;
    }
}
