package dev.parley.auth.application;

import static dev.parley.auth.application.ApplicationRows.utc;

import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import java.time.Instant;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which assertions have been used. The database holds that each is used once, in however many processes. */
@Repository
final class SpentAssertions {

    private final JdbcClient jdbc;

    SpentAssertions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this is the first time. An id may be of any length, so its fingerprint is kept. */
    boolean spend(UUID application, String jti, Instant expiresAt) {
        try {
            jdbc.sql(
                            "insert into spent_assertion (application, jti, expires_at) values (:application, :jti, :expiresAt)")
                    .param("application", application)
                    .param("jti", Fingerprint.of(new Secret(jti)))
                    .param("expiresAt", utc(expiresAt))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }
}
