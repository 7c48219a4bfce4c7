package dev.parley.auth.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Applications as they were read within the last second, for those that get tokens by the thousand. What changes in this process is
 * forgotten with the change; what changes in another is seen a second later.
 */
@Component
final class RecentApplications {

    static final Duration FRESH = Duration.ofSeconds(1);
    private static final int MAX = 10_000;

    private final Cache<String, RegisteredClient> recent;
    private final AtomicLong changes = new AtomicLong();

    RecentApplications(Clock clock) {
        this.recent = Caffeine.newBuilder()
                .maximumSize(MAX)
                .expireAfterWrite(FRESH)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /**
     * What is not there is looked for every time, so that what is new is found at once. Several may read the same at once: were there a lock
     * around it, one who waits for a connection would hold it before others who have all the connections.
     */
    @Nullable
    RegisteredClient get(String clientId, Function<String, @Nullable RegisteredClient> read) {
        RegisteredClient known = recent.getIfPresent(clientId);
        if (known != null) {
            return known;
        }
        long before = changes.get();
        RegisteredClient found = read.apply(clientId);
        if (found != null) {
            recent.put(clientId, found);
            if (changes.get() != before) {
                recent.invalidate(clientId); // it may be what was before the change
            }
        }
        return found;
    }

    /** Called where it is written: what somebody reads before the transaction ends is what was before. */
    void changed(UUID application) {
        String clientId = application.toString();
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            forget(clientId);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                forget(clientId);
            }
        });
    }

    private void forget(String clientId) {
        changes.incrementAndGet();
        recent.invalidate(clientId);
    }
}
