package dev.parley.auth.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Keeps when each secret was last used, written once a minute at most: that is enough to see which one nobody uses any more. */
@Component
final class SecretUses {

    private static final Duration BETWEEN = Duration.ofMinutes(1);
    private static final int MAX = 100_000;

    private final SecretRows rows;
    private final Clock clock;
    private final Cache<String, Boolean> written;

    SecretUses(SecretRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
        this.written = Caffeine.newBuilder()
                .maximumSize(MAX)
                .expireAfterWrite(BETWEEN)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    void used(String fingerprint) {
        if (written.asMap().putIfAbsent(fingerprint, true) == null) {
            rows.used(fingerprint, clock.instant());
        }
    }
}
