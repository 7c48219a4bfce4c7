package dev.parley.auth.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationServerMetadataClaimNames;
import org.springframework.security.oauth2.server.authorization.oidc.OidcProviderMetadataClaimNames;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;

/** What the two discovery documents say of this server: all that it does, and nothing that it does not. */
@Component
final class ServerMetadata implements ServerPart {

    private static final List<String> PROVEN_CLIENTS = Stream.of(
                    ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                    ClientAuthenticationMethod.CLIENT_SECRET_POST,
                    ClientAuthenticationMethod.CLIENT_SECRET_JWT,
                    ClientAuthenticationMethod.PRIVATE_KEY_JWT)
            .map(ClientAuthenticationMethod::getValue)
            .toList();

    private static final List<String> ALL_CLIENTS = Stream.concat(
                    PROVEN_CLIENTS.stream(), Stream.of(ClientAuthenticationMethod.NONE.getValue()))
            .toList();

    private static final List<String> GRANTS = Stream.of(
                    AuthorizationGrantType.AUTHORIZATION_CODE,
                    AuthorizationGrantType.REFRESH_TOKEN,
                    AuthorizationGrantType.CLIENT_CREDENTIALS,
                    AuthorizationGrantType.DEVICE_CODE,
                    AuthorizationGrantType.TOKEN_EXCHANGE)
            .map(AuthorizationGrantType::getValue)
            .toList();

    private static final List<String> ASSERTION_ALGORITHMS = Stream.of(
                    JWSAlgorithm.HS256,
                    JWSAlgorithm.ES256,
                    JWSAlgorithm.ES384,
                    JWSAlgorithm.ES512,
                    JWSAlgorithm.PS256,
                    JWSAlgorithm.PS384,
                    JWSAlgorithm.PS512,
                    JWSAlgorithm.RS256,
                    JWSAlgorithm.RS384,
                    JWSAlgorithm.RS512)
            .map(JWSAlgorithm::getName)
            .toList();

    private static final List<String> CLAIMS = List.of(
            "sub",
            "iss",
            "aud",
            "exp",
            "iat",
            "auth_time",
            "nonce",
            "acr",
            "amr",
            "azp",
            "sid",
            "at_hash",
            "name",
            "preferred_username",
            "picture",
            "locale",
            "email",
            "email_verified");

    private final AuthorizationServerSettings settings;

    ServerMetadata(AuthorizationServerSettings settings) {
        this.settings = settings;
    }

    @Override
    public void configure(OAuth2AuthorizationServerConfigurer server, HttpSecurity http) {
        server.authorizationServerMetadataEndpoint(
                endpoint -> endpoint.authorizationServerMetadataCustomizer(metadata -> metadata.claims(this::correct)));
        server.oidc(oidc -> oidc.providerConfigurationEndpoint(endpoint ->
                endpoint.providerConfigurationCustomizer(metadata -> metadata.claims(claims -> {
                    correct(claims);
                    addOpenId(claims::put);
                }))));
    }

    /** Of OAuth2, and in both documents. The library tells of certificates that nobody here looks at. */
    private void correct(Map<String, Object> claims) {
        claims.remove(OAuth2AuthorizationServerMetadataClaimNames.TLS_CLIENT_CERTIFICATE_BOUND_ACCESS_TOKENS);
        claims.put(OAuth2AuthorizationServerMetadataClaimNames.GRANT_TYPES_SUPPORTED, GRANTS);
        claims.put(OAuth2AuthorizationServerMetadataClaimNames.SCOPES_SUPPORTED, Scopes.ALL);
        claims.put(OAuth2AuthorizationServerMetadataClaimNames.TOKEN_ENDPOINT_AUTH_METHODS_SUPPORTED, ALL_CLIENTS);
        claims.put(OAuth2AuthorizationServerMetadataClaimNames.REVOCATION_ENDPOINT_AUTH_METHODS_SUPPORTED, ALL_CLIENTS);
        claims.put(
                OAuth2AuthorizationServerMetadataClaimNames.INTROSPECTION_ENDPOINT_AUTH_METHODS_SUPPORTED,
                PROVEN_CLIENTS);
        claims.put("token_endpoint_auth_signing_alg_values_supported", ASSERTION_ALGORITHMS);
        claims.put("registration_endpoint", settings.getIssuer() + settings.getClientRegistrationEndpoint());
        claims.put("response_modes_supported", List.of("query", "form_post"));
        claims.put("authorization_response_iss_parameter_supported", true);
        claims.put("ui_locales_supported", List.of("en", Locale.CHINESE.toLanguageTag()));
    }

    private void addOpenId(BiConsumer<String, Object> claims) {
        claims.accept("claims_supported", CLAIMS);
        claims.accept("backchannel_logout_supported", true);
        claims.accept("backchannel_logout_session_supported", true);
        claims.accept("claims_parameter_supported", false);
        claims.accept("request_parameter_supported", false);
        claims.accept("request_uri_parameter_supported", false);
        claims.accept("acr_values_supported", SignedInBy.CLASSES);
        claims.accept("prompt_values_supported", List.of("none", "login", "consent", "select_account", "create"));
        claims.accept(
                OidcProviderMetadataClaimNames.ID_TOKEN_SIGNING_ALG_VALUES_SUPPORTED,
                List.of(JWSAlgorithm.RS256.getName(), JWSAlgorithm.ES256.getName()));
    }
}
