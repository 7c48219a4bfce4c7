package dev.parley.auth.session;

import dev.parley.api.session.Claims;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Refuses here, at once and without the topic, what belongs to a session that is over. */
@Component
final class OpenSession implements OAuth2TokenValidator<Jwt> {

    private static final OAuth2TokenValidatorResult OVER = OAuth2TokenValidatorResult.failure(
            new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The session of this token is over.", null));

    private final JdbcClient jdbc;

    OpenSession(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        String session = token.getClaimAsString(Claims.SESSION);
        return isOfItself(token) || (session != null && isThere(session)) ? OAuth2TokenValidatorResult.success() : OVER;
    }

    /** An application that acts for itself has no session, and what it gives back is remembered elsewhere. */
    private static boolean isOfItself(Jwt token) {
        String client = token.getClaimAsString(Claims.CLIENT);
        return client != null && client.equals(token.getSubject());
    }

    private boolean isThere(String session) {
        return jdbc.sql("select 1 from oauth2_authorization where id = :session")
                .param("session", session)
                .query(Integer.class)
                .optional()
                .isPresent();
    }
}
