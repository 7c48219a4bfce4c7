package dev.parley.auth.oauth;

import dev.parley.api.session.Claims;
import java.security.Principal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AccessToken.TokenType;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;

/**
 * Finds access tokens by what they say under our signature. So those that applications get for themselves, thousands a second, are
 * not stored at all, and those of people are good as long as their session is, also when it has a newer one.
 */
final class VerifiedTokens implements OAuth2AuthorizationService {

    private static final Set<AuthorizationGrantType> NEVER_STORED =
            Set.of(AuthorizationGrantType.CLIENT_CREDENTIALS, AuthorizationGrantType.TOKEN_EXCHANGE);

    private final OAuth2AuthorizationService kept;
    private final JwtDecoder accessTokens;
    private final RegisteredClientRepository clients;
    private final RevokedTokens revoked;
    private final Supplier<OAuth2AuthorizationConsentService> consents;
    private final Supplier<TokenRevoked> listener;

    /** Consents and listener are found when they are first needed, because they may know who uses this. */
    VerifiedTokens(
            OAuth2AuthorizationService kept,
            JwtDecoder accessTokens,
            RegisteredClientRepository clients,
            RevokedTokens revoked,
            Supplier<OAuth2AuthorizationConsentService> consents,
            Supplier<TokenRevoked> listener) {
        this.kept = kept;
        this.accessTokens = accessTokens;
        this.clients = clients;
        this.revoked = revoked;
        this.consents = consents;
        this.listener = listener;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        if (!NEVER_STORED.contains(authorization.getAuthorizationGrantType())) {
            kept.save(authorization);
            return;
        }
        OAuth2Authorization.Token<OAuth2AccessToken> token = authorization.getAccessToken();
        if (token != null && token.isInvalidated()) {
            revoke(authorization.getAuthorizationGrantType(), token);
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        kept.remove(authorization);
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return kept.findById(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        if (type != null && !OAuth2TokenType.ACCESS_TOKEN.equals(type)) {
            return kept.findByToken(token, type);
        }
        try {
            return verified(accessTokens.decode(token));
        } catch (JwtException e) {
            // Not an access token that is good now; only another kind of token is worth looking for.
            return type == null ? kept.findByToken(token, null) : null;
        }
    }

    private @Nullable OAuth2Authorization verified(Jwt token) {
        String clientId = token.getClaimAsString(Claims.CLIENT);
        String session = token.getClaimAsString(Claims.SESSION);
        RegisteredClient client = clientId == null ? null : clients.findById(clientId);
        Instant issuedAt = token.getIssuedAt();
        // That it was not given back is known: the decoder asks.
        if (client == null || session == null || issuedAt == null || VoidBefore.includes(issuedAt, client)) {
            return null;
        }
        if (client.getClientId().equals(token.getSubject())) {
            return with(
                    token,
                    OAuth2Authorization.withRegisteredClient(client)
                            .id(session)
                            .principalName(client.getClientId())
                            .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS));
        }
        OAuth2Authorization authorization = kept.findById(session);
        if (authorization == null || !authorization.getPrincipalName().equals(token.getSubject())) {
            return null;
        }
        if (!token.hasClaim(ExchangedTokenClaims.ACTOR)) {
            return authorization.getRegisteredClientId().equals(client.getId())
                    ? with(token, OAuth2Authorization.from(authorization))
                    : null;
        }
        OAuth2AuthorizationConsent consent = consents.get().findById(client.getId(), authorization.getPrincipalName());
        return consent == null || !consent.getScopes().containsAll(scopes(token))
                ? null
                : with(
                        token,
                        OAuth2Authorization.withRegisteredClient(client)
                                .id(session)
                                .principalName(authorization.getPrincipalName())
                                .authorizationGrantType(AuthorizationGrantType.TOKEN_EXCHANGE));
    }

    private static Set<String> scopes(Jwt token) {
        Collection<String> scopes = token.getClaimAsStringList(OAuth2ParameterNames.SCOPE);
        return scopes == null ? Set.of() : Set.copyOf(scopes);
    }

    private static OAuth2Authorization with(Jwt token, OAuth2Authorization.Builder authorization) {
        Set<String> granted = scopes(token);
        OAuth2AccessToken access = new OAuth2AccessToken(
                token.hasClaim(Claims.CONFIRMATION) ? TokenType.DPOP : TokenType.BEARER,
                token.getTokenValue(),
                token.getIssuedAt(),
                token.getExpiresAt(),
                granted);
        return authorization
                .attribute(
                        Principal.class.getName(),
                        UsernamePasswordAuthenticationToken.authenticated(
                                String.valueOf(token.getSubject()), null, List.of()))
                .authorizedScopes(granted)
                .token(access, metadata -> {
                    metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, token.getClaims());
                    metadata.put(OAuth2Authorization.Token.INVALIDATED_METADATA_NAME, false);
                    metadata.put(OAuth2TokenFormat.class.getName(), OAuth2TokenFormat.SELF_CONTAINED.getValue());
                })
                .build();
    }

    /** An exchanged one shares the session of the person's, which goes on. */
    private void revoke(AuthorizationGrantType grant, OAuth2Authorization.Token<OAuth2AccessToken> token) {
        Instant expiresAt = token.getToken().getExpiresAt();
        if (token.getClaims() == null || expiresAt == null) {
            throw new IllegalStateException("An access token of ours has claims and expires.");
        }
        String jti = String.valueOf(token.getClaims().get(JwtClaimNames.JTI));
        if (!revoked.add(jti, expiresAt)) {
            return;
        }
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(grant)) {
            listener.get().revoked(String.valueOf(token.getClaims().get(Claims.SESSION)));
        } else {
            listener.get().givenBack(jti);
        }
    }
}
