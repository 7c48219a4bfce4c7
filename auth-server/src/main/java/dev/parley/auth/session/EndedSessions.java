package dev.parley.auth.session;

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
        boolean ofItself = AuthorizationGrantType.CLIENT_CREDENTIALS.equals(authorization.getAuthorizationGrantType());
        revocations.sessionEnded(
                claim(authorization, Claims.SESSION) instanceof String session ? session : authorization.getId(),
                ofItself ? null : UserId.of(authorization.getPrincipalName()),
                claim(authorization, Claims.DEVICE) instanceof String device ? DeviceId.of(device) : null);
    }

    private static @Nullable Object claim(OAuth2Authorization authorization, String name) {
        OAuth2Authorization.Token<OAuth2AccessToken> token = authorization.getAccessToken();
        Map<String, Object> claims = token == null ? null : token.getClaims();
        return claims == null ? null : claims.get(name);
    }
}
