package dev.parley.auth.oauth;

import dev.parley.api.session.Claims;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * What a token that was got for another says: it is of the same session on the same device, ends no later, and names who acts (RFC
 * 8693, 4.1), with those who acted before inside. Comes after {@link TokenClaims}, whose words it corrects.
 */
@Component
final class ExchangedTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    /** Only such a token has one. */
    static final String ACTOR = "act";

    private static final List<String> OF_THE_SIGN_IN =
            List.of(Claims.DEVICE, IdTokenClaimNames.AUTH_TIME, IdTokenClaimNames.ACR, IdTokenClaimNames.AMR);

    @Override
    public void customize(JwtEncodingContext context) {
        OAuth2Authorization subject = context.getAuthorization();
        if (!AuthorizationGrantType.TOKEN_EXCHANGE.equals(context.getAuthorizationGrantType())
                || !OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())
                || subject == null) {
            return;
        }
        OAuth2Authorization.Token<OAuth2AccessToken> token = subject.getAccessToken();
        if (token == null || token.getClaims() == null || token.getToken().getExpiresAt() == null) {
            throw new IllegalStateException("An access token of ours has claims and expires.");
        }
        Map<String, Object> before = token.getClaims();
        Instant end = token.getToken().getExpiresAt();
        JwtClaimsSet.Builder claims = context.getClaims();
        before.forEach((name, value) -> {
            if (OF_THE_SIGN_IN.contains(name)) {
                claims.claim(name, value);
            }
        });
        claims.claims(all -> all.computeIfPresent(
                JwtClaimNames.EXP, (name, own) -> own instanceof Instant time && time.isBefore(end) ? own : end));
        Map<String, Object> actor = new LinkedHashMap<>();
        actor.put(JwtClaimNames.SUB, context.getRegisteredClient().getClientId());
        if (before.get(ACTOR) instanceof Map<?, ?> earlier) {
            actor.put(ACTOR, earlier);
        }
        claims.claim(ACTOR, actor);
    }
}
