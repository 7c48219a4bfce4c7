package dev.parley.auth.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.api.people.UserId;
import dev.parley.api.session.Claims;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.throttle.ClientAddress;
import dev.parley.auth.throttle.Limit;
import dev.parley.auth.throttle.Throttle;
import java.text.ParseException;
import java.util.Set;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;
import org.springframework.stereotype.Component;

/** Hears of every token that the standard endpoints issue or refuse: notes it, and counts what was refused. */
@Component
final class TokenEvents implements AuthenticationEventPublisher {

    /** A device that asks before its person has decided does as it should. */
    private static final Set<String> ORDINARY = Set.of("authorization_pending", "slow_down");

    private final Audit audit;
    private final Throttle throttle;
    private final FailedClients failedClients;

    TokenEvents(Audit audit, Throttle throttle, FailedClients failedClients) {
        this.audit = audit;
        this.throttle = throttle;
        this.failedClients = failedClients;
    }

    @Override
    public void publishAuthenticationSuccess(Authentication authentication) {
        switch (authentication) {
            case OAuth2AccessTokenAuthenticationToken issued ->
                audit.note(about(
                                AuditKind.TOKEN_ISSUED,
                                issued.getRegisteredClient().getClientId(),
                                issued.getAccessToken().getTokenValue())
                        .with("scopes", String.join(" ", issued.getAccessToken().getScopes())));
            // One that is not authenticated was not found, so nothing has ended.
            case OAuth2TokenRevocationAuthenticationToken revoked
            when revoked.isAuthenticated() ->
                audit.note(about(AuditKind.TOKEN_REVOKED, revoked.getName(), revoked.getToken()));
            default -> {}
        }
    }

    @Override
    public void publishAuthenticationFailure(AuthenticationException failure, Authentication authentication) {
        String error = failure instanceof OAuth2AuthenticationException standard
                ? standard.getError().getErrorCode()
                : OAuth2ErrorCodes.SERVER_ERROR;
        if (ORDINARY.contains(error)) {
            return;
        }
        switch (authentication) {
            case OAuth2ClientAuthenticationToken client -> {
                failedClients.count(client.getName());
                refused(client.getName(), error);
            }
            case OAuth2AuthorizationGrantAuthenticationToken grant -> refused(grant.getName(), error);
            default -> {}
        }
    }

    private void refused(String client, String error) {
        throttle.count(Limit.FAILED_TOKEN_REQUESTS, ClientAddress.current());
        audit.note(AuditEntry.of(AuditKind.TOKEN_REFUSED).through(client).with("error", error));
    }

    /** Whom the token speaks for stands in it alone. */
    private static AuditEntry about(AuditKind kind, String client, String token) {
        AuditEntry entry = AuditEntry.of(kind).through(client);
        try {
            JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
            AuditEntry inSession = entry.in(claims.getStringClaim(Claims.SESSION));
            return claims.getSubject() == null || claims.getSubject().equals(client)
                    ? inSession
                    : inSession.by(UserId.of(claims.getSubject()));
        } catch (ParseException e) {
            return entry; // of another kind than ours
        }
    }
}
