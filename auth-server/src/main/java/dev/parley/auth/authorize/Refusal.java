package dev.parley.auth.authorize;

import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/** Makes refusals of authorization requests, in the codes of the standards and in words for the application's developer. */
final class Refusal {

    static final String LOGIN_REQUIRED = "login_required";
    static final String INTERACTION_REQUIRED = "interaction_required";

    private Refusal() {}

    /** Told to the application, at the redirect URI of the request. Only for requests whose redirect URI is known to be its. */
    static OAuth2AuthorizationCodeRequestAuthenticationException toApplication(
            String code, String words, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(new OAuth2Error(code, words, null), request);
    }

    /** Told to whoever sits at the browser, because there is no place to send them that we trust. */
    static OAuth2AuthorizationCodeRequestAuthenticationException toPerson(String code, String words) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(new OAuth2Error(code, words, null), null);
    }
}
