package dev.parley.auth.application;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An application as its owner describes it: nothing of it is checked yet. What is left out stays as it was; an empty text removes. */
public record Described(
        @Nullable String name,
        @Nullable String description,
        @Nullable String logoUri,
        @Nullable List<String> redirectUris,
        @Nullable List<String> postLogoutRedirectUris,
        @Nullable String backChannelLogoutUri,
        @Nullable List<String> scopes,
        @Nullable List<String> grantTypes,
        @Nullable String authenticationMethod,
        @Nullable JsonNode jwks,
        @Nullable String jwksUri,
        @Nullable String idTokenAlgorithm,
        @Nullable Integer accessTokenSeconds,
        @Nullable Integer refreshTokenSeconds) {}
