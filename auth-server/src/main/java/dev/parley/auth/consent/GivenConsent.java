package dev.parley.auth.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A consent as the person who gave it reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GivenConsent(
        UUID application, String name, @Nullable String logoUri, List<String> scopes, Instant since) {}
