package dev.parley.auth.oauth;

import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tokens that were given back and have no authorization of their own to end with. */
@Repository
final class RevokedTokens {

    private final JdbcClient jdbc;

    RevokedTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it was good until now. */
    boolean add(String jti, Instant expiresAt) {
        try {
            jdbc.sql("insert into revoked_token (jti, expires_at) values (:jti, :expiresAt)")
                    .param("jti", key(jti))
                    .param("expiresAt", OffsetDateTime.ofInstant(expiresAt, ZoneOffset.UTC))
                    .update();
            return true;
        } catch (DuplicateKeyException e) {
            return false;
        }
    }

    boolean contains(String jti) {
        return jdbc.sql("select count(*) from revoked_token where jti = :jti")
                        .param("jti", key(jti))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static String key(String jti) {
        return Fingerprint.of(new Secret(jti));
    }
}
