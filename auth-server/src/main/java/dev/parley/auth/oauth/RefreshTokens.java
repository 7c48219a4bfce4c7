package dev.parley.auth.oauth;

import dev.parley.auth.input.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Makes refresh tokens {@code <authorization>.<768 random bits>}. A token that names its authorization is recognised as spent without
 * remembering every spent one, and leads to what has to be revoked then (RFC 9700, 4.14.2).
 */
public final class RefreshTokens implements OAuth2TokenGenerator<OAuth2RefreshToken> {

    private final OAuth2RefreshTokenGenerator random;

    RefreshTokens(OAuth2RefreshTokenGenerator random) {
        this.random = random;
    }

    /** The id of the authorization that a refresh token, current or spent, belongs to; empty when it cannot be one of ours. */
    public static Optional<String> authorizationOf(Secret token) {
        int dot = token.value().indexOf('.');
        return dot < 1 || dot > 36
                ? Optional.empty()
                : Optional.of(token.value().substring(0, dot));
    }

    @Override
    public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
        OAuth2RefreshToken token = random.generate(context);
        OAuth2Authorization authorization = context.getAuthorization();
        if (token == null || authorization == null) {
            return token;
        }
        return new OAuth2RefreshToken(
                authorization.getId() + "." + token.getTokenValue(), token.getIssuedAt(), token.getExpiresAt());
    }
}
