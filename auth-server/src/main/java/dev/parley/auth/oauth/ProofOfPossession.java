package dev.parley.auth.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import dev.parley.api.session.Claims;
import dev.parley.auth.proof.Proofs;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/**
 * Binds an access token to the key whose possession was shown when it was asked for (RFC 9449), and keeps it bound. Such a token is
 * good with a proof alone, here and at every other door.
 */
@Component
final class ProofOfPossession implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private static final String THUMBPRINT = "jkt";
    private static final String ANNOUNCED = "dpop_jkt";

    private final Proofs proofs;

    ProofOfPossession(Proofs proofs) {
        this.proofs = proofs;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            return;
        }
        Jwt proof = context.get(OAuth2TokenContext.DPOP_PROOF_KEY);
        // The library remembers by itself what was used at this server.
        if (proof != null && !proofs.spend(proof)) {
            throw refused("The proof has been used already.");
        }
        String thumbprint = proof == null ? null : thumbprint(proof);
        // Where tokens are exchanged, the key that was announced is another application's.
        String announced = AuthorizationGrantType.TOKEN_EXCHANGE.equals(context.getAuthorizationGrantType())
                ? null
                : announced(context.getAuthorization());
        if (announced != null && !announced.equals(thumbprint)) {
            throw refused("The code was asked for with dpop_jkt, and is for the holder of that key alone.");
        }
        // Nothing else says that a refresh token of a public client belongs to whoever brings it (RFC 9449, 5).
        if (thumbprint == null && isPublic(context) && wasBound(context.getAuthorization())) {
            throw refused("The refresh token is bound to a key, so a proof is needed.");
        }
        if (thumbprint != null) {
            // The claims are stored too, and the store does not read a Map.of back.
            Map<String, Object> confirmation = new HashMap<>();
            confirmation.put(THUMBPRINT, thumbprint);
            context.getClaims().claim(Claims.CONFIRMATION, confirmation);
        }
    }

    private static @Nullable String announced(@Nullable OAuth2Authorization authorization) {
        OAuth2AuthorizationRequest request =
                authorization == null ? null : authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return request == null
                ? null
                : (String) request.getAdditionalParameters().get(ANNOUNCED);
    }

    private static boolean isPublic(JwtEncodingContext context) {
        return context.getRegisteredClient().getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE);
    }

    private static boolean wasBound(@Nullable OAuth2Authorization authorization) {
        OAuth2Authorization.Token<OAuth2AccessToken> last =
                authorization == null ? null : authorization.getAccessToken();
        Map<String, Object> claims = last == null ? null : last.getClaims();
        return claims != null && claims.containsKey(Claims.CONFIRMATION);
    }

    private static String thumbprint(Jwt proof) {
        try {
            return JWSHeader.parse(Base64URL.from(proof.getTokenValue().split("\\.", 2)[0]))
                    .getJWK()
                    .computeThumbprint()
                    .toString();
        } catch (ParseException | JOSEException e) {
            throw new IllegalStateException("The library has verified a proof whose key cannot be read.", e);
        }
    }

    private static OAuth2AuthenticationException refused(String words) {
        return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_DPOP_PROOF, words, null));
    }
}
