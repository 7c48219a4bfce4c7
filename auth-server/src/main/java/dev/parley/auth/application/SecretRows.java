package dev.parley.auth.application;

import static dev.parley.auth.application.ApplicationRows.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Secrets of applications in the identity store. */
@Repository
final class SecretRows {

    private final JdbcClient jdbc;
    private final RecentApplications recent;

    SecretRows(JdbcClient jdbc, RecentApplications recent) {
        this.jdbc = jdbc;
        this.recent = recent;
    }

    void add(UUID application, Kept secret) {
        jdbc.sql("""
                insert into application_secret (id, application, fingerprint, sealed, created_at, expires_at)
                values (:id, :application, :fingerprint, :sealed, :createdAt, :expiresAt)
                """)
                .param("id", secret.about().secret())
                .param("application", application)
                .param("fingerprint", secret.fingerprint())
                .param("sealed", secret.sealed())
                .param("createdAt", utc(secret.about().createdAt()))
                .param("expiresAt", orNull(secret.about().expiresAt()))
                .update();
        recent.changed(application);
    }

    /** All of the application's, also those that have expired; oldest first. */
    List<Kept> of(UUID application) {
        return jdbc.sql("""
                select id, fingerprint, sealed, created_at, expires_at, used_at from application_secret
                where application = :application order by id
                """)
                .param("application", application)
                .query(SecretRows::kept)
                .list();
    }

    boolean remove(UUID application, UUID secret) {
        recent.changed(application);
        return jdbc.sql("delete from application_secret where id = :id and application = :application")
                        .param("id", secret)
                        .param("application", application)
                        .update()
                > 0;
    }

    void used(String fingerprint, Instant now) {
        jdbc.sql("update application_secret set used_at = :now where fingerprint = :fingerprint")
                .param("now", utc(now))
                .param("fingerprint", fingerprint)
                .update();
    }

    /** A secret as it is kept. */
    record Kept(ApplicationSecret about, String fingerprint, String sealed) {

        boolean isGood(Instant now) {
            Instant expiresAt = about.expiresAt();
            return expiresAt == null || now.isBefore(expiresAt);
        }
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        return new Kept(
                new ApplicationSecret(
                        row.getObject("id", UUID.class),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        instant(row.getObject("expires_at", OffsetDateTime.class)),
                        instant(row.getObject("used_at", OffsetDateTime.class))),
                row.getString("fingerprint"),
                row.getString("sealed"));
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime orNull(@Nullable Instant time) {
        return time == null ? null : utc(time);
    }
}
