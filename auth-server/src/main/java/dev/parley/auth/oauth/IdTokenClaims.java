package dev.parley.auth.oauth;

import dev.parley.api.session.Claims;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * What an ID token says of the sign-in. Its session is the one that the access token beside it names: an application can tell its own
 * sessions apart by it, and is told its end by it, while two applications cannot find out that they share a browser.
 */
@Component
final class IdTokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    static final String SESSION = Claims.SESSION;

    @Override
    public void customize(JwtEncodingContext context) {
        OAuth2Authorization authorization = context.getAuthorization();
        if (!OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue()) || authorization == null) {
            return;
        }
        JwtClaimsSet.Builder claims = context.getClaims();
        claims.claim(SESSION, authorization.getId());
        TokenClaims.signedInBy(context, authorization)
                .ifPresent(how -> claims
                        // The library reads it back as this type when tokens are renewed.
                        .claim(IdTokenClaimNames.AUTH_TIME, Date.from(how.at()))
                        .claim(IdTokenClaimNames.ACR, how.acr())
                        .claim(IdTokenClaimNames.AMR, how.amr()));
        OAuth2Authorization.Token<OAuth2AccessToken> access = authorization.getAccessToken();
        if (access != null) {
            claims.claim(
                    IdTokenClaimNames.AT_HASH, leftHalfOfHash(access.getToken().getTokenValue()));
        }
    }

    /** OpenID Connect Core, 3.1.3.6. All algorithms that we sign with hash with SHA-256. */
    private static String leftHalfOfHash(String token) {
        byte[] hash = DigestUtils.sha256(token.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, hash.length / 2));
    }
}
