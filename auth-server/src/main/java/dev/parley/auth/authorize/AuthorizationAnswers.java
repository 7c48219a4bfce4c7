package dev.parley.auth.authorize;

import dev.parley.auth.oauth.PlainRefusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;

/**
 * Sends codes and refusals to applications through the browser. Each says which server it is from (RFC 9207), so that an application
 * that trusts several cannot be made to take one's answer for another's.
 */
@Component
final class AuthorizationAnswers {

    private static final String ISS = "iss";
    private static final OAuth2TokenType CODE = new OAuth2TokenType(OAuth2ParameterNames.CODE);

    private final AuthorizationServerSettings settings;
    private final OAuth2AuthorizationService authorizations;

    AuthorizationAnswers(AuthorizationServerSettings settings, OAuth2AuthorizationService authorizations) {
        this.settings = settings;
        this.authorizations = authorizations;
    }

    void code(HttpServletRequest request, HttpServletResponse response, Authentication result) throws IOException {
        OAuth2AuthorizationCodeRequestAuthenticationToken granted =
                (OAuth2AuthorizationCodeRequestAuthenticationToken) result;
        OAuth2AuthorizationCode code = granted.getAuthorizationCode();
        String redirectUri = granted.getRedirectUri();
        if (code == null || redirectUri == null) {
            throw new IllegalStateException("The library has granted a code without a code or a place to send it.");
        }
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put(OAuth2ParameterNames.CODE, code.getTokenValue());
        send(response, redirectUri, answer, granted.getState(), modeOf(code));
    }

    void refusal(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        OAuth2Error error = ((OAuth2AuthenticationException) failure).getError();
        OAuth2AuthorizationCodeRequestAuthenticationToken asked =
                failure instanceof OAuth2AuthorizationCodeRequestAuthenticationException refused
                        ? refused.getAuthorizationCodeRequestAuthentication()
                        : null;
        String redirectUri = asked == null ? null : asked.getRedirectUri();
        if (asked == null || redirectUri == null) {
            PlainRefusal.send(error, request, response);
            return;
        }
        Map<String, String> answer = new LinkedHashMap<>();
        answer.put(OAuth2ParameterNames.ERROR, error.getErrorCode());
        if (error.getDescription() != null) {
            answer.put(OAuth2ParameterNames.ERROR_DESCRIPTION, error.getDescription());
        }
        Object mode = asked.getAdditionalParameters().get(RequestParameters.RESPONSE_MODE);
        send(response, redirectUri, answer, asked.getState(), AnswerMode.of(mode));
    }

    private void send(
            HttpServletResponse response,
            String redirectUri,
            Map<String, String> answer,
            @Nullable String state,
            AnswerMode mode)
            throws IOException {
        if (state != null && !state.isEmpty()) {
            answer.put(OAuth2ParameterNames.STATE, state);
        }
        answer.put(ISS, String.valueOf(settings.getIssuer()));
        switch (mode) {
            case QUERY -> RedirectAnswer.send(response, redirectUri, answer);
            case FORM_POST -> FormPostAnswer.send(response, redirectUri, answer);
        }
    }

    /** After the question for consent, only what was kept of the request still knows. */
    private AnswerMode modeOf(OAuth2AuthorizationCode code) {
        OAuth2Authorization authorization = authorizations.findByToken(code.getTokenValue(), CODE);
        OAuth2AuthorizationRequest request =
                authorization == null ? null : authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return request == null
                ? AnswerMode.QUERY
                : AnswerMode.of(request.getAdditionalParameters().get(RequestParameters.RESPONSE_MODE));
    }
}
