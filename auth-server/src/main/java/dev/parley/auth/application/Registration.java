package dev.parley.auth.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What its owner says of an application; checked by {@link RegistrationRules}, so whoever holds one may use it as it is.
 *
 * @param jwks the public keys that it signs assertions with, as a JWK set; null = none, or {@code jwksUri} leads to them
 * @param accessTokenSeconds how long its access tokens live; null = as long as everybody's
 * @param refreshTokenSeconds how long its refresh tokens live; null = as long as everybody's
 */
public record Registration(
        String name,
        @Nullable String description,
        @Nullable String logoUri,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        @Nullable String backChannelLogoutUri,
        List<String> scopes,
        List<String> grantTypes,
        ClientAuthentication authenticationMethod,
        @Nullable String jwks,
        @Nullable String jwksUri,
        String idTokenAlgorithm,
        @Nullable Integer accessTokenSeconds,
        @Nullable Integer refreshTokenSeconds) {

    public Registration {
        redirectUris = List.copyOf(redirectUris);
        postLogoutRedirectUris = List.copyOf(postLogoutRedirectUris);
        scopes = List.copyOf(scopes);
        grantTypes = List.copyOf(grantTypes);
    }
}
