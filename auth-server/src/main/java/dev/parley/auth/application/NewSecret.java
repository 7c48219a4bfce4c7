package dev.parley.auth.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.auth.input.Secret;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A secret that was made just now; this is the one time that {@code clientSecret} is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewSecret(
        UUID secret,
        Secret clientSecret,
        Instant createdAt,
        @Nullable Instant expiresAt) {}
