package dev.parley.edge.token;

import dev.parley.api.session.Claims;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * What of a token says whether a revocation concerns it.
 *
 * @param id null in a token that is none of ours
 * @param session null in a token that is none of ours
 * @param subject the person, or the application that acts for itself
 * @param roles none in a token of an application that acts for itself
 * @param issuedAt in whole seconds, rounded down
 */
public record IssuedTo(
        @Nullable String id,
        @Nullable String session,
        @Nullable String subject,
        @Nullable String client,
        Set<String> roles,
        Instant issuedAt) {

    public static IssuedTo of(Jwt token) {
        List<String> roles = token.getClaimAsStringList(Claims.ROLES);
        Instant issuedAt = token.getIssuedAt();
        return new IssuedTo(
                token.getId(),
                token.getClaimAsString(Claims.SESSION),
                token.getSubject(),
                token.getClaimAsString(Claims.CLIENT),
                roles == null ? Set.of() : Set.copyOf(roles),
                issuedAt == null ? Instant.EPOCH : issuedAt);
    }
}
