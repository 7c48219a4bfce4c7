package dev.parley.auth.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An application as its owner reads it; {@code application} is its client id. {@code newSecret} is there once, when it is made. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ApplicationView(
        UUID application,
        UserId owner,
        String state,
        String name,
        @Nullable String description,
        @Nullable String logoUri,
        List<String> redirectUris,
        List<String> postLogoutRedirectUris,
        @Nullable String backChannelLogoutUri,
        List<String> scopes,
        List<String> grantTypes,
        ClientAuthentication authenticationMethod,
        @JsonRawValue @Nullable String jwks,
        @Nullable String jwksUri,
        String idTokenAlgorithm,
        @Nullable Integer accessTokenSeconds,
        @Nullable Integer refreshTokenSeconds,
        Instant createdAt,
        Instant changedAt,
        @Nullable NewSecret newSecret) {

    static ApplicationView of(Application application) {
        return of(application, null);
    }

    static ApplicationView of(Application application, @Nullable NewSecret secret) {
        Registration said = application.registration();
        return new ApplicationView(
                application.id(),
                application.owner(),
                application.state().wireName(),
                said.name(),
                said.description(),
                said.logoUri(),
                said.redirectUris(),
                said.postLogoutRedirectUris(),
                said.backChannelLogoutUri(),
                said.scopes(),
                said.grantTypes(),
                said.authenticationMethod(),
                said.jwks(),
                said.jwksUri(),
                said.idTokenAlgorithm(),
                said.accessTokenSeconds(),
                said.refreshTokenSeconds(),
                application.createdAt(),
                application.changedAt(),
                secret);
    }
}
