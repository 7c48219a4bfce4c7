package dev.parley.auth.application;

import static java.util.Map.entry;

import dev.parley.auth.application.Applications.Registered;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.OAuth2ClientRegistration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An application in the words of RFC 7591, and of OpenID Connect where it adds to them. What we do not know is left unread. */
final class ClientMetadata {

    /** The standard's name of each field of {@link Described}. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            entry("client_name", "name"),
            entry("logo_uri", "logoUri"),
            entry("redirect_uris", "redirectUris"),
            entry("post_logout_redirect_uris", "postLogoutRedirectUris"),
            entry("backchannel_logout_uri", "backChannelLogoutUri"),
            entry("scope", "scopes"),
            entry("grant_types", "grantTypes"),
            entry("token_endpoint_auth_method", "authenticationMethod"),
            entry("jwks", "jwks"),
            entry("jwks_uri", "jwksUri"),
            entry("id_token_signed_response_alg", "idTokenAlgorithm"));

    private final JsonMapper json;

    ClientMetadata(JsonMapper json) {
        this.json = json;
    }

    Described described(Map<String, Object> claims) {
        Map<String, Object> ours = new HashMap<>();
        NAMES.forEach((standard, our) -> {
            if (claims.get(standard) != null) {
                ours.put(our, claims.get(standard));
            }
        });
        try {
            return json.readValue(json.writeValueAsString(ours), Described.class);
        } catch (JacksonException e) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error(
                            DynamicRegistration.INVALID_METADATA,
                            "A field is of another kind than the standard has it.",
                            null),
                    e);
        }
    }

    /** What was registered, with the secret that is shown this once. */
    OAuth2ClientRegistration of(Registered registered) {
        Application application = registered.application();
        Registration said = application.registration();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("client_id", application.clientId());
        claims.put("client_id_issued_at", application.createdAt());
        NewSecret secret = registered.secret();
        if (secret != null) {
            claims.put("client_secret", secret.clientSecret().value());
            put(claims, "client_secret_expires_at", secret.expiresAt());
        }
        claims.put("client_name", said.name());
        put(claims, "logo_uri", said.logoUri());
        put(claims, "redirect_uris", said.redirectUris());
        put(claims, "post_logout_redirect_uris", said.postLogoutRedirectUris());
        put(claims, "backchannel_logout_uri", said.backChannelLogoutUri());
        put(claims, "scope", said.scopes());
        put(claims, "grant_types", said.grantTypes());
        if (said.grantTypes().contains(AuthorizationGrantType.AUTHORIZATION_CODE.getValue())) {
            claims.put("response_types", List.of("code"));
        }
        claims.put("token_endpoint_auth_method", said.authenticationMethod().wireName());
        if (said.jwks() != null) {
            claims.put("jwks", json.readValue(said.jwks(), Map.class));
        }
        put(claims, "jwks_uri", said.jwksUri());
        claims.put("id_token_signed_response_alg", said.idTokenAlgorithm());
        return OAuth2ClientRegistration.withClaims(claims).build();
    }

    private static void put(Map<String, Object> claims, String name, @Nullable Object value) {
        if (value instanceof String || value instanceof Instant || (value instanceof List<?> list && !list.isEmpty())) {
            claims.put(name, value);
        }
    }
}
