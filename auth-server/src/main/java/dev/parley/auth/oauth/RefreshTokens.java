package dev.parley.auth.oauth;

import dev.parley.auth.input.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.keygen.Base64StringKeyGenerator;
import org.springframework.security.crypto.keygen.StringKeyGenerator;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/**
 * Makes refresh tokens {@code <authorization>.<768 random bits>}. A token that names its authorization is recognised as spent without
 * remembering every spent one, and leads to what has to be revoked then (RFC 9700, 4.14.2).
 */
public final class RefreshTokens implements OAuth2TokenGenerator<OAuth2RefreshToken> {

    private static final int BYTES = 96;

    private final StringKeyGenerator random =
            new Base64StringKeyGenerator(Base64.getUrlEncoder().withoutPadding(), BYTES);
    private final Clock clock;

    RefreshTokens(Clock clock) {
        this.clock = clock;
    }

    /** The id of the authorization that a refresh token, current or spent, belongs to; empty when it cannot be one of ours. */
    public static Optional<String> authorizationOf(Secret token) {
        int dot = token.value().indexOf('.');
        return dot < 1 || dot > 36
                ? Optional.empty()
                : Optional.of(token.value().substring(0, dot));
    }

    /** For applications without a secret as well, which the library leaves without: ours are good for one use (RFC 9700, 4.14.2). */
    @Override
    public @Nullable OAuth2RefreshToken generate(OAuth2TokenContext context) {
        if (!OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
            return null;
        }
        Instant now = clock.instant();
        OAuth2Authorization authorization = context.getAuthorization();
        String key = random.generateKey();
        return new OAuth2RefreshToken(
                authorization == null ? key : authorization.getId() + "." + key,
                now,
                now.plus(context.getRegisteredClient().getTokenSettings().getRefreshTokenTimeToLive()));
    }
}
