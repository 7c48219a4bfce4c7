package dev.parley.auth.oauth;

import dev.parley.auth.round.Rounds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Removes what has expired, a few rows at a time, so that nobody waits for it and no table grows for ever. */
@Component
final class ExpiredRows extends Rounds {

    private static final int BATCH = 500;

    private static final List<String> SMALL = List.of("spent_assertion", "spent_proof", "revoked_token");

    private static final String EXPIRED_AUTHORIZATIONS = """
            select id from oauth2_authorization
            where (refresh_token_expires_at is null or refresh_token_expires_at < :now)
              and (access_token_expires_at is null or access_token_expires_at < :now)
              and (authorization_code_expires_at is null or authorization_code_expires_at < :now)
              and (device_code_expires_at is null or device_code_expires_at < :now)
              and (refresh_token_expires_at is not null or access_token_expires_at is not null
                   or authorization_code_expires_at is not null or device_code_expires_at is not null
                   or created_at < :unanswered)
              and (oidc_id_token_value is null or created_at < :longAgo)
            fetch first :batch rows only
            """;

    /** How long somebody may take to answer a consent page; an application uses its pushed request within five minutes. */
    private static final Duration UNANSWERED = Duration.ofHours(1);

    /**
     * How long a sign-on stays when its tokens have expired, so that its application is told when the person signs out of the browser after all. To expire is no
     * sign-out: nobody is told of that.
     */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;

    ExpiredRows(JdbcClient jdbc, TransactionOperations transactions, Settings settings, Clock clock) {
        super("expired-rows", settings.cleanUp(), "they stay");
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * When it runs.
     *
     * @param cleanUp how long it pauses between two rounds
     */
    @ConfigurationProperties("parley.auth")
    record Settings(@DefaultValue("10m") Duration cleanUp) {}

    @Override
    protected void round() {
        SMALL.forEach(this::remove);
        int removed;
        do {
            removed = removeAuthorizations();
        } while (removed == BATCH && isRunning());
    }

    private void remove(String table) {
        jdbc.sql("delete from " + table + " where expires_at < :now")
                .param("now", now())
                .update();
    }

    private int removeAuthorizations() {
        Integer removed = transactions.execute(transaction -> {
            List<String> expired = jdbc.sql(EXPIRED_AUTHORIZATIONS)
                    .param("now", now())
                    .param("unanswered", now().minus(UNANSWERED))
                    .param("longAgo", now().minus(PATIENCE))
                    .param("batch", BATCH)
                    .query(ExpiredRows::id)
                    .list();
            if (!expired.isEmpty()) {
                jdbc.sql("delete from device_session where id in (:ids)")
                        .param("ids", expired)
                        .update();
                jdbc.sql("delete from oauth2_authorization where id in (:ids)")
                        .param("ids", expired)
                        .update();
            }
            return expired.size();
        });
        return removed == null ? 0 : removed;
    }

    private static String id(ResultSet row, int number) throws SQLException {
        return row.getString("id");
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
