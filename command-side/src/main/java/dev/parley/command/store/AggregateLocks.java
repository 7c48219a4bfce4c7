package dev.parley.command.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.lock.LockFactory;

/**
 * A lock per aggregate, for as long as somebody wants it. Axon's own looks for deadlocks among all locks whenever somebody has to wait,
 * which takes the processor away from a hot conversation; ours gives up after a time instead. A command holds one lock only.
 */
public final class AggregateLocks implements LockFactory {

    private static final long PATIENCE_SECONDS = 10;

    private final Map<String, Held> locks = new ConcurrentHashMap<>();

    /** {@code users} have it or wait for it; it changes inside the map's lock only. */
    private final class Held implements Lock {

        private final String identifier;
        private final ReentrantLock lock = new ReentrantLock();
        private int users;

        Held(String identifier) {
            this.identifier = identifier;
        }

        @Override
        public void release() {
            lock.unlock();
            leave(identifier);
        }

        @Override
        public boolean isHeld() {
            return lock.isHeldByCurrentThread();
        }
    }

    @Override
    public Lock obtainLock(String identifier) {
        Held held = locks.compute(identifier, (id, known) -> {
            Held wanted = known == null ? new Held(id) : known;
            wanted.users++;
            return wanted;
        });
        boolean locked = false;
        try {
            locked = held.lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (!locked) {
                leave(identifier);
            }
        }
        if (!locked) {
            throw new LockAcquisitionFailedException("Aggregate " + identifier + " was busy for too long");
        }
        return held;
    }

    private void leave(String identifier) {
        locks.computeIfPresent(identifier, (id, held) -> --held.users == 0 ? null : held);
    }
}
