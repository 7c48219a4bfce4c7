package dev.parley.auth.factor;

import dev.parley.api.people.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who has an authenticator app and recovery codes. All of it runs in the caller's transaction. */
@Repository
final class FactorRows {

    private static final String SELECT =
            "select secret, set_up_at, confirmed_at, last_step from time_code where account = :account";

    private final JdbcClient jdbc;

    FactorRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<TimeCodeRow> find(UserId user) {
        return jdbc.sql(SELECT)
                .param("account", user.value())
                .query(FactorRows::row)
                .optional();
    }

    /** Whoever else asks for it waits until the transaction ends. */
    Optional<TimeCodeRow> lock(UserId user) {
        return jdbc.sql(SELECT + " for update")
                .param("account", user.value())
                .query(FactorRows::row)
                .optional();
    }

    /** Makes everybody else who changes this person's factors wait until the transaction ends. */
    void lockPerson(UserId user) {
        jdbc.sql("select id from account where id = :account for update")
                .param("account", user.value())
                .query()
                .listOfRows();
    }

    void setUp(UserId user, String secret, Instant now) {
        remove(user);
        jdbc.sql("""
                insert into time_code (account, secret, set_up_at, last_step)
                values (:account, :secret, :now, 0)
                """)
                .param("account", user.value())
                .param("secret", secret)
                .param("now", utc(now))
                .update();
    }

    void taken(UserId user, long step, Instant now) {
        jdbc.sql("""
                update time_code
                set last_step = :step, confirmed_at = coalesce(confirmed_at, :now)
                where account = :account
                """)
                .param("step", step)
                .param("now", utc(now))
                .param("account", user.value())
                .update();
    }

    boolean remove(UserId user) {
        return jdbc.sql("delete from time_code where account = :account")
                        .param("account", user.value())
                        .update()
                > 0;
    }

    void replaceRecoveryCodes(UserId user, Collection<String> fingerprints) {
        jdbc.sql("delete from recovery_code where account = :account")
                .param("account", user.value())
                .update();
        for (String fingerprint : fingerprints) {
            jdbc.sql("insert into recovery_code (account, fingerprint) values (:account, :fingerprint)")
                    .param("account", user.value())
                    .param("fingerprint", fingerprint)
                    .update();
        }
    }

    /** Whether there was such a code; it is gone now. */
    boolean takeRecoveryCode(UserId user, String fingerprint) {
        return jdbc.sql("delete from recovery_code where account = :account and fingerprint = :fingerprint")
                        .param("account", user.value())
                        .param("fingerprint", fingerprint)
                        .update()
                > 0;
    }

    int recoveryCodesLeft(UserId user) {
        return jdbc.sql("select count(*) from recovery_code where account = :account")
                .param("account", user.value())
                .query(Integer.class)
                .single();
    }

    String usernameOf(UserId user) {
        return jdbc.sql("select username from account where id = :account")
                .param("account", user.value())
                .query(String.class)
                .single();
    }

    private static TimeCodeRow row(ResultSet row, int number) throws SQLException {
        return new TimeCodeRow(
                row.getString("secret"),
                row.getObject("set_up_at", OffsetDateTime.class).toInstant(),
                time(row, "confirmed_at"),
                row.getLong("last_step"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
