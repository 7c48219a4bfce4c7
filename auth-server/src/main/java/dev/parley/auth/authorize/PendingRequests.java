package dev.parley.auth.authorize;

import dev.parley.auth.oauth.IdTokenHints;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.stereotype.Component;

/** What is being asked for at the authorization endpoint: by the parameters at hand, or by those that were pushed before. */
@Component
final class PendingRequests {

    private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);
    private static final String PUSHED = "urn:ietf:params:oauth:request_uri:";

    private final AuthorizationRequests requests;
    private final OAuth2AuthorizationService authorizations;
    private final IdTokenHints hints;

    PendingRequests(AuthorizationRequests requests, OAuth2AuthorizationService authorizations, IdTokenHints hints) {
        this.requests = requests;
        this.authorizations = authorizations;
        this.hints = hints;
    }

    /** Null when this is no authorization request but the answer to the question for consent. */
    @Nullable
    OAuth2AuthorizationCodeRequestAuthenticationToken of(HttpServletRequest request) {
        if (request.getAttribute(OAuth2AuthorizationCodeRequestAuthenticationToken.class.getName())
                instanceof OAuth2AuthorizationCodeRequestAuthenticationToken validated) {
            return validated;
        }
        return requests.convert(request) instanceof OAuth2AuthorizationCodeRequestAuthenticationToken byReference
                ? pushed(byReference)
                : null;
    }

    /** Whom the application believes to be signed in. */
    Optional<String> hintOf(OAuth2AuthorizationCodeRequestAuthenticationToken asked) {
        return Optional.ofNullable(asked.getAdditionalParameters().get(Wishes.ID_TOKEN_HINT))
                .map(hint -> hints.read(hint.toString())
                        .filter(token -> token.client().equals(asked.getClientId()))
                        .orElseThrow(() -> Refusal.toApplication(
                                OAuth2ErrorCodes.INVALID_REQUEST,
                                "The id_token_hint is no ID token that we issued to this application.",
                                asked))
                        .subject());
    }

    private OAuth2AuthorizationCodeRequestAuthenticationToken pushed(
            OAuth2AuthorizationCodeRequestAuthenticationToken byReference) {
        Object reference = byReference.getAdditionalParameters().get(OAuth2ParameterNames.REQUEST_URI);
        OAuth2Authorization kept = reference instanceof String uri && uri.startsWith(PUSHED)
                ? authorizations.findByToken(uri.substring(PUSHED.length()), STATE)
                : null;
        OAuth2AuthorizationRequest request =
                kept == null ? null : kept.getAttribute(OAuth2AuthorizationRequest.class.getName());
        if (request == null || !request.getClientId().equals(byReference.getClientId())) {
            throw Refusal.toPerson(
                    "invalid_request_uri",
                    "This sign-in has been used or has expired; start again at the application.");
        }
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                byReference.getAuthorizationUri(),
                byReference.getClientId(),
                (Authentication) byReference.getPrincipal(),
                request.getRedirectUri(),
                request.getState(),
                request.getScopes(),
                request.getAdditionalParameters());
    }
}
