package dev.parley.auth.role;

import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.session.Claims;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Refuses here, at once and without the topic, a token that says other roles than its person has by now. */
@Component
final class TruthfulRoles implements OAuth2TokenValidator<Jwt> {

    private static final OAuth2TokenValidatorResult OUTDATED = OAuth2TokenValidatorResult.failure(
            new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The roles of this person have changed.", null));

    private final Roles roles;

    TruthfulRoles(Roles roles) {
        this.roles = roles;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        List<String> said = token.getClaimAsStringList(Claims.ROLES);
        return said == null || Set.copyOf(said).equals(now(UserId.of(String.valueOf(token.getSubject()))))
                ? OAuth2TokenValidatorResult.success()
                : OUTDATED;
    }

    private Set<String> now(UserId user) {
        return roles.of(user).stream().map(Role::wireName).collect(Collectors.toSet());
    }
}
