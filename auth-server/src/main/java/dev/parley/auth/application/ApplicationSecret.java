package dev.parley.auth.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A secret of an application, without the secret.
 *
 * @param expiresAt from when on it is worth nothing; null = it stays until it is removed
 * @param lastUsed when somebody last authenticated with it, give or take a minute; null = never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplicationSecret(
        UUID secret,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsed) {}
