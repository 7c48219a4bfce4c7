package dev.parley.auth.logout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The outbox. */
@Component
final class LogoutNoticeRows {

    private final JdbcClient jdbc;

    LogoutNoticeRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(LogoutNotice notice, Instant now) {
        jdbc.sql("""
                insert into logout_notice (id, client, account, session, attempts, next_at, created_at)
                values (:id, :client, :account, :session, :attempts, :now, :now)
                """)
                .param("id", notice.id())
                .param("client", notice.client())
                .param("account", notice.account())
                .param("session", notice.session())
                .param("attempts", notice.attempts())
                .param("now", time(now))
                .update();
    }

    List<LogoutNotice> due(Instant now, int limit) {
        return jdbc.sql("""
                select id, client, account, session, attempts from logout_notice
                where next_at <= :now order by next_at fetch first :limit rows only
                """)
                .param("now", time(now))
                .param("limit", limit)
                .query(LogoutNoticeRows::notice)
                .list();
    }

    /** Takes a notice for one attempt; false when somebody else was faster. Should we die over it, it is due again at that time. */
    boolean take(LogoutNotice notice, Instant next) {
        return jdbc.sql("""
                        update logout_notice set attempts = attempts + 1, next_at = :next
                        where id = :id and attempts = :attempts
                        """)
                        .param("id", notice.id())
                        .param("attempts", notice.attempts())
                        .param("next", time(next))
                        .update()
                == 1;
    }

    void postpone(LogoutNotice notice, Instant next) {
        jdbc.sql("update logout_notice set next_at = :next where id = :id")
                .param("id", notice.id())
                .param("next", time(next))
                .update();
    }

    void remove(LogoutNotice notice) {
        jdbc.sql("delete from logout_notice where id = :id")
                .param("id", notice.id())
                .update();
    }

    private static OffsetDateTime time(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    private static LogoutNotice notice(ResultSet row, int number) throws SQLException {
        return new LogoutNotice(
                row.getObject("id", UUID.class),
                row.getString("client"),
                row.getString("account"),
                row.getString("session"),
                row.getInt("attempts"));
    }
}
