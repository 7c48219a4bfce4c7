package dev.parley.auth.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The letters that wait. Posting is one row in the caller's transaction: whoever asked waits for no mail server, and what was
 * promised is sent even if this process dies now.
 */
@Repository
public final class Letters {

    private final JdbcClient jdbc;
    private final Clock clock;

    Letters(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Does nothing when the same letter waits already. */
    public void post(LetterKind kind, String about, Locale language) {
        OffsetDateTime now = utc(clock.instant());
        jdbc.sql("""
                insert into letter (id, kind, about, locale, posted_at, due_at, attempts)
                select :id, :kind, :about, :locale, :now, :now, 0
                where not exists (select 1 from letter where kind = :kind and about = :about and attempts = 0)
                """)
                .param("id", UUID.randomUUID())
                .param("kind", kind.name())
                .param("about", about)
                .param("locale", language.getLanguage())
                .param("now", now)
                .update();
    }

    List<Letter> due(int limit) {
        return jdbc.sql("""
                select id, kind, about, locale, posted_at, attempts from letter
                where due_at <= :now order by due_at fetch first :limit rows only
                """)
                .param("now", utc(clock.instant()))
                .param("limit", limit)
                .query(Letters::letter)
                .list();
    }

    /** Whether the letter is ours to send until then; another process may have been faster. */
    boolean claim(Letter letter, Instant until) {
        return jdbc.sql("""
                update letter set attempts = attempts + 1, due_at = :until where id = :id and attempts = :attempts
                """)
                        .param("until", utc(until))
                        .param("id", letter.id())
                        .param("attempts", letter.attempts())
                        .update()
                == 1;
    }

    void putOff(Letter letter, Instant until) {
        jdbc.sql("update letter set due_at = :until where id = :id")
                .param("until", utc(until))
                .param("id", letter.id())
                .update();
    }

    void done(Letter letter) {
        jdbc.sql("delete from letter where id = :id").param("id", letter.id()).update();
    }

    private static Letter letter(ResultSet row, int number) throws SQLException {
        return new Letter(
                row.getObject("id", UUID.class),
                LetterKind.valueOf(row.getString("kind")),
                row.getString("about"),
                Locale.of(row.getString("locale")),
                row.getObject("posted_at", OffsetDateTime.class).toInstant(),
                row.getInt("attempts"));
    }

    /** As precise as the databases are: they round what is finer, also up. */
    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }
}
