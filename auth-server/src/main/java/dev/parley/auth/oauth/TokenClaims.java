package dev.parley.auth.oauth;

import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Scope;
import dev.parley.api.session.Claims;
import dev.parley.auth.role.Roles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.stereotype.Component;

/** What every access token of ours says beyond the standard's minimum, whichever way it was asked for. Others add to it, so it comes first. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TokenClaims implements OAuth2TokenCustomizer<JwtEncodingContext> {

    private final Roles roles;

    TokenClaims(Roles roles) {
        this.roles = roles;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            return;
        }
        context.getJwsHeader().type(OAuthConfiguration.ACCESS_TOKEN_TYPE).algorithm(OAuthConfiguration.SIGNED_WITH);
        JwtClaimsSet.Builder claims = context.getClaims();
        // The claims are stored too, and the store does not read a List.of back.
        claims.audience(Collections.singletonList(Claims.AUDIENCE));
        claims.claim(Claims.CLIENT, context.getRegisteredClient().getClientId());
        OAuth2Authorization authorization = context.getAuthorization();
        // An application that acts for itself has its authorization only after its token.
        claims.claim(Claims.SESSION, authorization == null ? UUID.randomUUID().toString() : authorization.getId());
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(context.getAuthorizationGrantType())) {
            claims.claim(Claims.CLIENT_NAME, context.getRegisteredClient().getClientName());
            return;
        }
        if (authorization != null) {
            claims.claim(Claims.DEVICE, device(authorization));
            addRoles(UserId.of(authorization.getPrincipalName()), context);
        }
        signedInBy(context, authorization)
                .ifPresent(how -> claims.claim(IdTokenClaimNames.AUTH_TIME, Date.from(how.at()))
                        .claim(IdTokenClaimNames.ACR, how.acr())
                        .claim(IdTokenClaimNames.AMR, how.amr()));
    }

    /** Own apps get what the person's roles open, anew with every token; those of others what was consented to, and not more. */
    private void addRoles(UserId user, JwtEncodingContext context) {
        Set<Role> theirs = roles.of(user);
        context.getClaims()
                .claim(
                        Claims.ROLES,
                        new ArrayList<>(theirs.stream().map(Role::wireName).toList()));
        if (context.getRegisteredClient().getClientId().equals(Claims.FIRST_PARTY)) {
            List<String> scopes =
                    Scope.ofOwnApps(theirs).stream().map(Scope::wireName).toList();
            context.getClaims().claim(Claims.SCOPE, new ArrayList<>(scopes));
        }
    }

    /** An application of others is a device of its own. */
    private static String device(OAuth2Authorization authorization) {
        return authorization.getAttribute(Claims.DEVICE) instanceof String device ? device : authorization.getId();
    }

    static Optional<SignedInBy> signedInBy(JwtEncodingContext context, @Nullable OAuth2Authorization authorization) {
        if (authorization != null
                && authorization.getAttribute(IdTokenClaimNames.AUTH_TIME) instanceof String at
                && authorization.getAttribute(IdTokenClaimNames.AMR) instanceof String methods) {
            return Optional.of(new SignedInBy(Instant.parse(at), Arrays.asList(methods.split(" ", -1))));
        }
        Authentication principal = context.getPrincipal();
        return principal == null ? Optional.empty() : SignedInBy.of(principal.getAuthorities());
    }
}
