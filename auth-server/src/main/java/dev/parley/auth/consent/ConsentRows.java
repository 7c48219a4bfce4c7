package dev.parley.auth.consent;

import dev.parley.api.people.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Consents in the identity store. */
@Repository
final class ConsentRows {

    private static final String SELECT = "select application, scopes, given_at from consent ";

    private final JdbcClient jdbc;

    ConsentRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is there already is replaced; of two that come at once the last one counts. */
    void put(UserId person, UUID application, Set<String> scopes, Instant now) {
        jdbc.sql("delete from consent where account = :account and application = :application")
                .param("account", person.value())
                .param("application", application)
                .update();
        jdbc.sql("""
                insert into consent (account, application, scopes, given_at)
                values (:account, :application, :scopes, :now)
                """)
                .param("account", person.value())
                .param("application", application)
                .param("scopes", String.join(" ", new TreeSet<>(scopes)))
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
    }

    Optional<Consent> of(UserId person, UUID application) {
        return jdbc.sql(SELECT + "where account = :account and application = :application")
                .param("account", person.value())
                .param("application", application)
                .query(ConsentRows::consent)
                .optional();
    }

    List<Consent> of(UserId person) {
        return jdbc.sql(SELECT + "where account = :account order by given_at desc, application")
                .param("account", person.value())
                .query(ConsentRows::consent)
                .list();
    }

    boolean remove(UserId person, UUID application) {
        return jdbc.sql("delete from consent where account = :account and application = :application")
                        .param("account", person.value())
                        .param("application", application)
                        .update()
                > 0;
    }

    void removeAllOf(UserId person) {
        jdbc.sql("delete from consent where account = :account")
                .param("account", person.value())
                .update();
    }

    private static Consent consent(ResultSet row, int number) throws SQLException {
        return new Consent(
                row.getObject("application", UUID.class),
                List.of(row.getString("scopes").split(" ", -1)),
                row.getObject("given_at", OffsetDateTime.class).toInstant());
    }
}
