package dev.parley.auth.authorize;

import java.util.Set;
import java.util.function.Predicate;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;

/**
 * Whether a person has to be asked before an application gets what it asks for: the first time, when it wants more than it was
 * given, and when it wants them to be asked. To learn who somebody is counts as something, so "openid" alone is asked for too; no
 * site learns it from a visitor who never agreed.
 */
final class ConsentPolicy implements Predicate<OAuth2AuthorizationCodeRequestAuthenticationContext> {

    @Override
    public boolean test(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationRequest request = context.getAuthorizationRequest();
        if (request == null
                || !context.getRegisteredClient().getClientSettings().isRequireAuthorizationConsent()) {
            return false;
        }
        if (Wishes.words(request.getAdditionalParameters().get(Wishes.PROMPT)).contains(Prompt.CONSENT.wireName())) {
            return true;
        }
        OAuth2AuthorizationConsent given = context.getAuthorizationConsent();
        Set<String> scopes = given == null ? Set.of() : given.getScopes();
        return given == null || !scopes.containsAll(request.getScopes());
    }
}
