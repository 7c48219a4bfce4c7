package dev.parley.auth.throttle;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The guesses that are remembered. All of it runs in the caller's transaction. */
@Repository
final class LockOutRows {

    private static final String SELECT =
            "select failures, failed_at, locked_until, known_at from lock_out where id = ?";

    private final JdbcTemplate jdbc;

    LockOutRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Guesses> find(String id) {
        return jdbc.query(SELECT, LockOutRows::guesses, id).stream().findFirst();
    }

    /** The same; if there are any, everybody else who wants them waits until the transaction ends. */
    Optional<Guesses> lock(String id) {
        return jdbc.query(SELECT + " for update", LockOutRows::guesses, id).stream()
                .findFirst();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when somebody else was faster */
    void add(String id, Guesses guesses) {
        jdbc.update(
                "insert into lock_out (failures, failed_at, locked_until, known_at, id) values (?, ?, ?, ?, ?)",
                guesses.failures(),
                utc(guesses.failedAt()),
                utc(guesses.lockedUntil()),
                utc(guesses.knownAt()),
                id);
    }

    void change(String id, Guesses guesses) {
        jdbc.update(
                "update lock_out set failures = ?, failed_at = ?, locked_until = ?, known_at = ? where id = ?",
                guesses.failures(),
                utc(guesses.failedAt()),
                utc(guesses.lockedUntil()),
                utc(guesses.knownAt()),
                id);
    }

    /** Takes away what counts for nothing any more. */
    void forget(Instant failedBefore, Instant knownBefore) {
        jdbc.update(
                "delete from lock_out where failed_at < ? and (known_at is null or known_at < ?)",
                utc(failedBefore),
                utc(knownBefore));
    }

    private static Guesses guesses(ResultSet row, int number) throws SQLException {
        return new Guesses(
                row.getInt("failures"),
                row.getObject("failed_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("locked_until", OffsetDateTime.class)),
                instant(row.getObject("known_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
