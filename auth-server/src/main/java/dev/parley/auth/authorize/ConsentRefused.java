package dev.parley.auth.authorize;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationConsentAuthenticationToken;

/**
 * Takes a no for a no: nothing was ticked, so the application is told that access was denied. The library would hand it once more
 * whatever it had been given before.
 */
final class ConsentRefused implements AuthenticationProvider {

    private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);

    private final OAuth2AuthorizationService authorizations;
    private final AuthenticationProvider library;

    /** @param library is asked after us, from here: after a refusal a list of providers would go on to the next */
    ConsentRefused(OAuth2AuthorizationService authorizations, AuthenticationProvider library) {
        this.authorizations = authorizations;
        this.library = library;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        if (authentication instanceof OAuth2AuthorizationConsentAuthenticationToken answer
                && !(authentication instanceof OAuth2DeviceAuthorizationConsentAuthenticationToken)
                && answer.getScopes().isEmpty()) {
            refuse(answer);
        }
        return library.authenticate(authentication);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return library.supports(authentication);
    }

    private void refuse(OAuth2AuthorizationConsentAuthenticationToken answer) {
        OAuth2Authorization asked = authorizations.findByToken(answer.getState(), STATE);
        OAuth2AuthorizationRequest request =
                asked == null ? null : asked.getAttribute(OAuth2AuthorizationRequest.class.getName());
        Authentication person = (Authentication) answer.getPrincipal();
        if (asked == null
                || request == null
                || !request.getClientId().equals(answer.getClientId())
                || !asked.getPrincipalName().equals(person.getName())) {
            return; // nothing of this person's: the library says so
        }
        authorizations.remove(asked);
        throw Refusal.toApplication(
                OAuth2ErrorCodes.ACCESS_DENIED,
                "The person did not agree.",
                new OAuth2AuthorizationCodeRequestAuthenticationToken(
                        answer.getAuthorizationUri(),
                        answer.getClientId(),
                        person,
                        request.getRedirectUri(),
                        request.getState(),
                        request.getScopes(),
                        request.getAdditionalParameters()));
    }
}
