package dev.parley.auth.devicegrant;

import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** How often a device may ask whether its person has said yes: every five seconds, and five more for each time that it did not wait. */
@Component
final class PollingPace {

    /** RFC 8628, 3.2 and 3.5. */
    private static final int STEP_SECONDS = 5;

    /** Questions do not take the same time to get here. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** Longer than any device code lives. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    PollingPace(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whether the device has waited as long as it should; it is asked to wait longer if not. */
    boolean isKept(String deviceCode) {
        String code = Fingerprint.of(new Secret(deviceCode));
        Instant now = clock.instant();
        try {
            return Boolean.TRUE.equals(transactions.execute(transaction -> asked(code, now)));
        } catch (DuplicateKeyException e) {
            return false; // its first two questions came at once
        }
    }

    private boolean asked(String code, Instant now) {
        Optional<Poll> last = last(code);
        if (last.isEmpty()) {
            forget(now);
            write(
                    "insert into device_poll (code, polled_at, wait_seconds) values (:code, :now, :wait)",
                    code,
                    now,
                    STEP_SECONDS);
            return true;
        }
        int wait = last.get().waitSeconds();
        boolean kept = !now.isBefore(last.get().at().plusSeconds(wait).minus(GRACE));
        write(
                "update device_poll set polled_at = :now, wait_seconds = :wait where code = :code",
                code,
                now,
                kept ? wait : wait + STEP_SECONDS);
        return kept;
    }

    private Optional<Poll> last(String code) {
        return jdbc.sql("select polled_at, wait_seconds from device_poll where code = :code for update")
                .param("code", code)
                .query((row, number) -> new Poll(
                        row.getObject("polled_at", OffsetDateTime.class).toInstant(), row.getInt("wait_seconds")))
                .optional();
    }

    private void write(String sql, String code, Instant now, int wait) {
        jdbc.sql(sql)
                .param("code", code)
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("wait", wait)
                .update();
    }

    private void forget(Instant now) {
        jdbc.sql("delete from device_poll where polled_at < :before")
                .param("before", OffsetDateTime.ofInstant(now.minus(FORGOTTEN_AFTER), ZoneOffset.UTC))
                .update();
    }

    private record Poll(Instant at, int waitSeconds) {}
}
