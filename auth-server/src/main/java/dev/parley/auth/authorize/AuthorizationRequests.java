package dev.parley.auth.authorize;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2PushedAuthorizationRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeRequestAuthenticationConverter;
import org.springframework.stereotype.Component;

/**
 * Reads authorization requests, pushed ones too. What is wrong with one is told to the application wherever its redirect URI is
 * beyond doubt; the library alone tells some of it to the person at the browser, who cannot help it.
 */
@Component
final class AuthorizationRequests {

    private final OAuth2AuthorizationCodeRequestAuthenticationConverter library =
            new OAuth2AuthorizationCodeRequestAuthenticationConverter();
    private final RegisteredClientRepository clients;
    private final AuthorizationServerSettings settings;

    AuthorizationRequests(RegisteredClientRepository clients, AuthorizationServerSettings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    @Nullable
    Authentication convert(HttpServletRequest request) {
        try {
            Authentication read = library.convert(request);
            if (read == null && request.getServletPath().equals(settings.getPushedAuthorizationRequestEndpoint())) {
                throw new OAuth2AuthenticationException(
                        new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "A response_type is needed.", null));
            }
            if (read == null) {
                return null; // an answer to the question for consent, which may well name several scopes
            }
            RequestParameters.check(request);
            return read instanceof OAuth2PushedAuthorizationRequestAuthenticationToken pushed
                    ? trimmed(pushed)
                    : trimmed((OAuth2AuthorizationCodeRequestAuthenticationToken) read, request);
        } catch (OAuth2AuthorizationCodeRequestAuthenticationException refused) {
            throw addressed(refused, request);
        }
    }

    private static Authentication trimmed(
            OAuth2AuthorizationCodeRequestAuthenticationToken asked, HttpServletRequest request) {
        Authentication principal = (Authentication) asked.getPrincipal();
        return new OAuth2AuthorizationCodeRequestAuthenticationToken(
                asked.getAuthorizationUri(),
                asked.getClientId(),
                BrowserPerson.of(principal)
                        .map(person -> person.asKept(request))
                        .orElse(principal),
                asked.getRedirectUri(),
                asked.getState(),
                asked.getScopes(),
                kept(asked.getAdditionalParameters()));
    }

    private static Authentication trimmed(OAuth2PushedAuthorizationRequestAuthenticationToken pushed) {
        return new OAuth2PushedAuthorizationRequestAuthenticationToken(
                pushed.getAuthorizationUri(),
                pushed.getClientId(),
                (Authentication) pushed.getPrincipal(),
                pushed.getRedirectUri(),
                pushed.getState(),
                pushed.getScopes(),
                kept(pushed.getAdditionalParameters()));
    }

    private static Map<String, Object> kept(Map<String, Object> parameters) {
        return parameters.entrySet().stream()
                .filter(parameter -> RequestParameters.isKept(parameter.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The same refusal with the application's address on it, if the request names one that is registered. */
    private OAuth2AuthorizationCodeRequestAuthenticationException addressed(
            OAuth2AuthorizationCodeRequestAuthenticationException refused, HttpServletRequest request) {
        OAuth2Error error = refused.getError();
        String clientId = RequestParameters.only(request, OAuth2ParameterNames.CLIENT_ID);
        String redirectUri = RequestParameters.only(request, OAuth2ParameterNames.REDIRECT_URI);
        RegisteredClient client = clientId == null ? null : clients.findByClientId(clientId);
        if (client == null || redirectUri == null) {
            return refused;
        }
        String mode = RequestParameters.only(request, RequestParameters.RESPONSE_MODE);
        OAuth2AuthorizationCodeRequestAuthenticationToken asked = new OAuth2AuthorizationCodeRequestAuthenticationToken(
                request.getRequestURL().toString(),
                client.getClientId(),
                Nobody.AUTHENTICATION,
                redirectUri,
                RequestParameters.only(request, OAuth2ParameterNames.STATE),
                null,
                mode == null ? null : Map.of(RequestParameters.RESPONSE_MODE, mode));
        try {
            OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_REDIRECT_URI_VALIDATOR.accept(
                    OAuth2AuthorizationCodeRequestAuthenticationContext.with(asked)
                            .registeredClient(client)
                            .build());
        } catch (OAuth2AuthorizationCodeRequestAuthenticationException notItsOwn) {
            return refused;
        }
        return Refusal.toApplication(error.getErrorCode(), words(error), asked);
    }

    private static String words(OAuth2Error error) {
        return error.getDescription() == null ? OAuth2ErrorCodes.INVALID_REQUEST : error.getDescription();
    }
}
