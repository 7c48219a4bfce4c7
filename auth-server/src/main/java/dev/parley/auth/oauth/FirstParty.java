package dev.parley.auth.oauth;

import dev.parley.api.session.Claims;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;

/** Parley's own apps as a client of OAuth2. They take passwords at {@code /api/v1/sessions}; the token endpoint knows no way in for them. */
public final class FirstParty {

    /** How a session of ours began: with a password, at our own endpoint. */
    public static final AuthorizationGrantType GRANT = new AuthorizationGrantType("urn:parley:grant-type:first-party");

    private static final String ID = Claims.FIRST_PARTY;

    private FirstParty() {}

    static RegisteredClient client(TokenSettings settings) {
        return RegisteredClient.withId(ID)
                .clientId(ID)
                .clientName("Parley")
                .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
                .authorizationGrantType(GRANT)
                .scope(Claims.SCOPE_CHAT)
                .scope(OidcScopes.OPENID)
                .scope(OidcScopes.PROFILE)
                .scope(OidcScopes.EMAIL)
                .clientSettings(ClientSettings.builder()
                        .requireAuthorizationConsent(false)
                        .build())
                .tokenSettings(org.springframework.security.oauth2.server.authorization.settings.TokenSettings.builder()
                        .accessTokenFormat(OAuth2TokenFormat.SELF_CONTAINED)
                        .accessTokenTimeToLive(settings.accessTokenTtl())
                        .refreshTokenTimeToLive(settings.refreshTokenTtl())
                        .reuseRefreshTokens(false)
                        .build())
                .build();
    }
}
