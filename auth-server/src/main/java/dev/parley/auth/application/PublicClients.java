package dev.parley.auth.application;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * Applications that cannot keep a secret, where they have no code to verify: when they renew, poll for a device, or give a token back.
 * What they bring there is itself the proof; the client id only says whose it is to be. Nothing else is open to them. Not a bean, because
 * Spring takes every converter and provider among those for everybody's.
 */
final class PublicClients implements AuthenticationConverter, AuthenticationProvider {

    private static final Set<String> GRANTS =
            Set.of(AuthorizationGrantType.REFRESH_TOKEN.getValue(), AuthorizationGrantType.DEVICE_CODE.getValue());

    private final RegisteredClientRepository clients;
    private final AuthorizationServerSettings paths;

    PublicClients(RegisteredClientRepository clients, AuthorizationServerSettings paths) {
        this.clients = clients;
        this.paths = paths;
    }

    /** Asked last, so whoever is not one of these has not said who they are. */
    @Override
    public Authentication convert(HttpServletRequest request) {
        String[] ids = request.getParameterValues(OAuth2ParameterNames.CLIENT_ID);
        if (ids == null
                || ids.length != 1
                || ids[0].isBlank()
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || request.getParameter(OAuth2ParameterNames.CLIENT_SECRET) != null
                || request.getParameter(OAuth2ParameterNames.CLIENT_ASSERTION) != null
                || !isOpen(request)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        Map<String, Object> rest = new HashMap<>();
        request.getParameterMap().forEach((name, values) -> rest.put(name, values.length == 1 ? values[0] : values));
        rest.remove(OAuth2ParameterNames.CLIENT_ID);
        return new OAuth2ClientAuthenticationToken(ids[0], ClientAuthenticationMethod.NONE, null, rest);
    }

    /** Null for everybody else's to answer, and for requests with a code: those are verified. */
    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        OAuth2ClientAuthenticationToken asked = (OAuth2ClientAuthenticationToken) authentication;
        if (!ClientAuthenticationMethod.NONE.equals(asked.getClientAuthenticationMethod())
                || asked.getAdditionalParameters().containsKey(OAuth2ParameterNames.CODE)) {
            return null;
        }
        RegisteredClient client = clients.findByClientId(String.valueOf(asked.getPrincipal()));
        return client == null || !client.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)
                ? null
                : new OAuth2ClientAuthenticationToken(client, ClientAuthenticationMethod.NONE, null);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private boolean isOpen(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals(paths.getTokenRevocationEndpoint())
                || path.equals(paths.getDeviceAuthorizationEndpoint())
                || path.equals(paths.getPushedAuthorizationRequestEndpoint())
                || (path.equals(paths.getTokenEndpoint())
                        && GRANTS.contains(String.valueOf(request.getParameter(OAuth2ParameterNames.GRANT_TYPE))));
    }
}
