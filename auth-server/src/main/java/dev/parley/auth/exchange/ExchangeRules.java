package dev.parley.auth.exchange;

import dev.parley.api.session.Claims;
import dev.parley.auth.oauth.Scopes;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * What may be exchanged, and for what: a live token of a person who lets the acting application do so, for at most what the token, the
 * application's registration and the person's consent have in common. The library looks at the registration alone.
 */
final class ExchangeRules {

    private static final String INVALID_TARGET = "invalid_target";

    private final OAuth2AuthorizationConsentService consents;
    private final String issuer;

    ExchangeRules(OAuth2AuthorizationConsentService consents, String issuer) {
        this.consents = consents;
        this.issuer = issuer;
    }

    void check(RegisteredClient client, OAuth2TokenExchangeAuthenticationToken asked) {
        if (!client.getAuthorizationGrantTypes().contains(AuthorizationGrantType.TOKEN_EXCHANGE)) {
            throw refused(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT, "This application is not registered for this grant.");
        }
        if (asked.getActorToken() != null && !asked.getActorToken().isBlank()) {
            throw refused(
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "There is no actor_token here: the application that authenticates is the one that acts.");
        }
        if (!Set.of(Claims.AUDIENCE).containsAll(asked.getAudiences())
                || !Set.of(issuer).containsAll(asked.getResources())) {
            throw refused(
                    INVALID_TARGET,
                    "Tokens are for the audience " + Claims.AUDIENCE + ", or the resource " + issuer + ", alone.");
        }
    }

    /** The scopes of the new token. Those that were asked for all have to be possible; with none asked for, all that are. */
    Set<String> scopes(RegisteredClient client, @Nullable OAuth2Authorization subject, Set<String> asked) {
        OAuth2Authorization.Token<OAuth2AccessToken> token = subject == null ? null : subject.getAccessToken();
        if (subject == null
                || token == null
                || !token.isActive()
                || AuthorizationGrantType.CLIENT_CREDENTIALS.equals(subject.getAuthorizationGrantType())) {
            throw refused(
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "The subject_token is not an access token of a person, or is over.");
        }
        OAuth2AuthorizationConsent consent = consents.findById(client.getId(), subject.getPrincipalName());
        if (consent == null) {
            throw refused(OAuth2ErrorCodes.INVALID_REQUEST, "The person has not let this application do anything.");
        }
        Set<String> possible = new TreeSet<>(Scopes.within(token.getToken().getScopes()));
        possible.retainAll(client.getScopes());
        possible.retainAll(consent.getScopes());
        if (possible.isEmpty() || !possible.containsAll(asked)) {
            throw refused(
                    OAuth2ErrorCodes.INVALID_SCOPE,
                    "The new token can do what the subject_token, the registration and the person's consent all allow: "
                            + String.join(" ", possible));
        }
        return asked.isEmpty() ? possible : asked;
    }

    private static OAuth2AuthenticationException refused(String error, String words) {
        return new OAuth2AuthenticationException(new OAuth2Error(error, words, null));
    }
}
