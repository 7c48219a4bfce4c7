package dev.parley.auth.application;

import dev.parley.auth.oauth.ApplicationSettingNames;
import dev.parley.auth.oauth.TokenSettings;
import dev.parley.auth.oauth.VoidBefore;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jose.jws.JwsAlgorithm;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.OAuth2TokenFormat;
import org.springframework.stereotype.Component;

/**
 * Applications as Spring's authorization server knows them. Our own apps have no client id here, because the standard endpoints are
 * not meant for them; only what they were granted is found by them.
 */
@Component
final class RegisteredApplications implements RegisteredClientRepository {

    private final RegisteredClient firstParty;
    private final Applications applications;
    private final Secrets secrets;
    private final RecentApplications recent;
    private final TokenSettings settings;

    RegisteredApplications(
            RegisteredClient firstParty,
            Applications applications,
            Secrets secrets,
            RecentApplications recent,
            TokenSettings settings) {
        this.firstParty = firstParty;
        this.applications = applications;
        this.secrets = secrets;
        this.recent = recent;
        this.settings = settings;
    }

    @Override
    public void save(RegisteredClient client) {
        throw new UnsupportedOperationException("Applications are registered by their owners alone.");
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return firstParty.getId().equals(id) ? firstParty : findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        return recent.get(
                clientId,
                id -> applications.ofGoodStanding(id).map(this::client).orElse(null));
    }

    private RegisteredClient client(Application application) {
        Registration registration = application.registration();
        ClientAuthentication authentication = registration.authenticationMethod();
        RegisteredClient.Builder client = RegisteredClient.withId(application.clientId())
                .clientId(application.clientId())
                .clientIdIssuedAt(application.createdAt())
                .clientName(registration.name())
                .clientAuthenticationMethod(authentication.method())
                .authorizationGrantTypes(grants ->
                        registration.grantTypes().forEach(grant -> grants.add(new AuthorizationGrantType(grant))))
                .redirectUris(uris -> uris.addAll(registration.redirectUris()))
                .postLogoutRedirectUris(uris -> uris.addAll(registration.postLogoutRedirectUris()))
                .scopes(scopes -> scopes.addAll(registration.scopes()))
                .clientSettings(clientSettings(application))
                .tokenSettings(tokenSettings(registration));
        if (authentication.hasSecret()) {
            List<String> fingerprints = secrets.fingerprints(application.id());
            client.clientSecret(SecretFingerprints.joined(fingerprints));
        }
        return client.build();
    }

    private static ClientSettings clientSettings(Application application) {
        Registration registration = application.registration();
        ClientSettings.Builder client = ClientSettings.builder()
                .requireAuthorizationConsent(true)
                .requireProofKey(true); // OAuth 2.1: of applications with a secret as well
        JwsAlgorithm algorithm = switch (registration.authenticationMethod()) {
            case CLIENT_SECRET_JWT -> MacAlgorithm.HS256;
            case PRIVATE_KEY_JWT -> SignatureAlgorithm.ES256;
            case CLIENT_SECRET_BASIC, CLIENT_SECRET_POST, NONE -> null;
        };
        if (algorithm != null) {
            client.tokenEndpointAuthenticationSigningAlgorithm(algorithm);
        }
        if (registration.backChannelLogoutUri() != null) {
            client.setting(ApplicationSettingNames.BACK_CHANNEL_LOGOUT_URI, registration.backChannelLogoutUri());
        }
        if (application.voidBefore() != null) {
            VoidBefore.set(client, application.voidBefore());
        }
        return client.build();
    }

    private org.springframework.security.oauth2.server.authorization.settings.TokenSettings tokenSettings(
            Registration registration) {
        return org.springframework.security.oauth2.server.authorization.settings.TokenSettings.builder()
                .accessTokenFormat(OAuth2TokenFormat.SELF_CONTAINED)
                .authorizationCodeTimeToLive(settings.authorizationCodeTtl())
                .accessTokenTimeToLive(seconds(registration.accessTokenSeconds(), settings.accessTokenTtl()))
                .refreshTokenTimeToLive(seconds(registration.refreshTokenSeconds(), settings.refreshTokenTtl()))
                .reuseRefreshTokens(false)
                .idTokenSignatureAlgorithm(
                        "ES256".equals(registration.idTokenAlgorithm())
                                ? SignatureAlgorithm.ES256
                                : SignatureAlgorithm.RS256)
                .build();
    }

    private static Duration seconds(@Nullable Integer own, Duration everybodys) {
        return own == null ? everybodys : Duration.ofSeconds(own);
    }
}
