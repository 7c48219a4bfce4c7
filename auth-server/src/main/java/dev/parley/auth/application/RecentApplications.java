package dev.parley.auth.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
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

    RecentApplications(Clock clock) {
        this.recent = Caffeine.newBuilder()
                .maximumSize(MAX)
                .expireAfterWrite(FRESH)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** What is not there is looked for every time, so that what is new is found at once. */
    @Nullable
    RegisteredClient get(String clientId, Function<String, @Nullable RegisteredClient> read) {
        return recent.get(clientId, read);
    }

    /** Called where it is written: what somebody reads before the transaction ends is what was before. */
    void changed(UUID application) {
        String clientId = application.toString();
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            recent.invalidate(clientId);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                recent.invalidate(clientId);
            }
        });
    }
}
