package dev.parley.auth.session;

import dev.parley.api.people.UserId;
import dev.parley.api.session.Claims;
import dev.parley.api.session.DeviceId;
import dev.parley.auth.input.Secret;
import dev.parley.auth.oauth.FirstParty;
import dev.parley.auth.oauth.SignedInBy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.context.AuthorizationServerContext;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DefaultOAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;

/** Makes the tokens of a session by the same generators as the standard endpoints make theirs. */
@Component
final class SessionTokens {

    private final OAuth2TokenGenerator<?> generator;
    private final RegisteredClient client;
    private final AuthorizationServerContext context;

    SessionTokens(
            OAuth2TokenGenerator<?> generator, RegisteredClient firstParty, AuthorizationServerSettings settings) {
        this.generator = generator;
        this.client = firstParty;
        this.context = new FixedIssuer(settings);
    }

    /** A new authorization of this person on this device, still without tokens. Its id is random, because refresh tokens carry it. */
    OAuth2Authorization authorize(UserId user, DeviceId device, SignedInBy how) {
        return OAuth2Authorization.withRegisteredClient(client)
                .id(UUID.randomUUID().toString())
                .principalName(user.toString())
                .authorizationGrantType(FirstParty.GRANT)
                .authorizedScopes(client.getScopes())
                .attribute(Claims.DEVICE, device.toString())
                .attribute(IdTokenClaimNames.AUTH_TIME, how.at().toString())
                .attribute(IdTokenClaimNames.AMR, String.join(" ", how.methods()))
                .build();
    }

    /** The authorization with new tokens in place of those it had. */
    Issued issue(OAuth2Authorization authorization) {
        Jwt access = generate(authorization, OAuth2TokenType.ACCESS_TOKEN, Jwt.class);
        OAuth2RefreshToken refresh = generate(authorization, OAuth2TokenType.REFRESH_TOKEN, OAuth2RefreshToken.class);
        Instant issuedAt = there(access.getIssuedAt());
        Instant expiresAt = there(access.getExpiresAt());
        OAuth2AccessToken accessToken = new OAuth2AccessToken(
                TokenType.BEARER, access.getTokenValue(), issuedAt, expiresAt, authorization.getAuthorizedScopes());
        OAuth2Authorization issued = OAuth2Authorization.from(authorization)
                .token(accessToken, metadata -> {
                    metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, access.getClaims());
                    metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, false);
                })
                .refreshToken(refresh)
                .build();
        return new Issued(
                issued,
                new Granted(
                        new Secret(access.getTokenValue()),
                        new Secret(refresh.getTokenValue()),
                        TokenType.BEARER.getValue(),
                        Duration.between(issuedAt, expiresAt).toSeconds(),
                        UserId.of(authorization.getPrincipalName()),
                        deviceOf(authorization)));
    }

    /** What is kept, and what the device is given. */
    record Issued(OAuth2Authorization authorization, Granted granted) {}

    private <T extends OAuth2Token> T generate(OAuth2Authorization authorization, OAuth2TokenType type, Class<T> kind) {
        OAuth2Token token = generator.generate(DefaultOAuth2TokenContext.builder()
                .registeredClient(client)
                .principal(UsernamePasswordAuthenticationToken.authenticated(
                        authorization.getPrincipalName(), null, List.of()))
                .authorizationServerContext(context)
                .authorization(authorization)
                .authorizedScopes(authorization.getAuthorizedScopes())
                .authorizationGrantType(FirstParty.GRANT)
                .tokenType(type)
                .build());
        return kind.cast(there(token));
    }

    private static DeviceId deviceOf(OAuth2Authorization authorization) {
        return DeviceId.of(there(authorization.<String>getAttribute(Claims.DEVICE)));
    }

    private static <T> T there(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("The token generator left something out that every token of ours has.");
        }
        return value;
    }

    /** Outside the standard endpoints there is no current context, and our issuer does not depend on the request anyway. */
    private record FixedIssuer(AuthorizationServerSettings settings) implements AuthorizationServerContext {

        @Override
        public String getIssuer() {
            return there(settings.getIssuer());
        }

        @Override
        public AuthorizationServerSettings getAuthorizationServerSettings() {
            return settings;
        }
    }
}
