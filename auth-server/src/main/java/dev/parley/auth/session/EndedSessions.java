package dev.parley.auth.session;

import dev.parley.api.InvalidInput;
import dev.parley.api.people.UserId;
import dev.parley.api.session.Claims;
import dev.parley.api.session.DeviceId;
import dev.parley.auth.oauth.AuthorizationEnded;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.stereotype.Component;

/** Has every end of an authorization told to whoever checks tokens. */
@Component
final class EndedSessions implements AuthorizationEnded {

    private final SessionRows rows;
    private final Revocations revocations;

    EndedSessions(SessionRows rows, Revocations revocations) {
        this.rows = rows;
        this.revocations = revocations;
    }

    @Override
    public void ended(OAuth2Authorization authorization) {
        rows.remove(authorization.getId());
        revocations.sessionEnded(
                claim(authorization, Claims.SESSION) instanceof String session ? session : authorization.getId(),
                person(authorization),
                claim(authorization, Claims.DEVICE) instanceof String device ? DeviceId.of(device) : null);
    }

    /** An application that acts for itself is nobody, whatever it is called. */
    private static @Nullable UserId person(OAuth2Authorization authorization) {
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType())) {
            return null;
        }
        try {
            return UserId.of(authorization.getPrincipalName());
        } catch (InvalidInput e) {
            return null; // whose it was is only told for convenience; that it ended has to be told in any case
        }
    }

    private static @Nullable Object claim(OAuth2Authorization authorization, String name) {
        OAuth2Authorization.Token<OAuth2AccessToken> token = authorization.getAccessToken();
        Map<String, Object> claims = token == null ? null : token.getClaims();
        return claims == null ? null : claims.get(name);
    }
}
