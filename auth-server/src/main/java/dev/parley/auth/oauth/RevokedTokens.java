package dev.parley.auth.oauth;

import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Repository;

/** Tokens that were given back and have no authorization of their own to end with. */
@Repository
final class RevokedTokens implements OAuth2TokenValidator<Jwt> {

    private static final OAuth2TokenValidatorResult GIVEN_BACK = OAuth2TokenValidatorResult.failure(
            new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "This token was given back.", null));

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

    private boolean contains(String jti) {
        return jdbc.sql("select count(*) from revoked_token where jti = :jti")
                        .param("jti", key(jti))
                        .query(Integer.class)
                        .single()
                > 0;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        return contains(String.valueOf(token.getId())) ? GIVEN_BACK : OAuth2TokenValidatorResult.success();
    }

    private static String key(String jti) {
        return Fingerprint.of(new Secret(jti));
    }
}
