package dev.parley.auth.logout;

import dev.parley.auth.oauth.IdTokenHints;
import dev.parley.auth.oauth.IdTokenHints.IdTokenHint;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/**
 * Reads what applications ask for at the logout endpoint. The library's own way knows only the last ID token of each session that is
 * still open, and answers everybody else with an error in place of a way out.
 */
@Component
final class LogoutRequests {

    private static final int LONGEST = 4_096;
    private static final String HINT = "id_token_hint";
    private static final String CLIENT = "client_id";
    private static final String ONWARD = "post_logout_redirect_uri";
    private static final String STATE = "state";
    private static final Set<String> READ = Set.of(HINT, CLIENT, ONWARD, STATE);

    private final IdTokenHints hints;
    private final RegisteredClientRepository clients;

    LogoutRequests(IdTokenHints hints, RegisteredClientRepository clients) {
        this.hints = hints;
        this.clients = clients;
    }

    Authentication convert(HttpServletRequest request) {
        for (String name : READ) {
            String[] values = request.getParameterValues(name);
            if (values != null && (values.length > 1 || values[0].length() > LONGEST)) {
                throw refused("The parameter " + name + " is there once, with at most " + LONGEST + " characters.");
            }
        }
        IdTokenHint hint = hint(text(request, HINT));
        String clientId = text(request, CLIENT);
        if (hint != null && clientId != null && !hint.client().equals(clientId)) {
            throw refused("The ID token was issued to another application than client_id names.");
        }
        String named = hint == null ? clientId : hint.client();
        String onward = text(request, ONWARD);
        return new LogoutRequest(hint, onward == null ? null : onward(onward, named, text(request, STATE)));
    }

    private @Nullable IdTokenHint hint(@Nullable String token) {
        return token == null
                ? null
                : hints.read(token).orElseThrow(() -> refused("The id_token_hint is no ID token of ours."));
    }

    private String onward(String address, @Nullable String clientId, @Nullable String state) {
        RegisteredClient client = clientId == null ? null : clients.findByClientId(clientId);
        if (client == null) {
            throw refused("A post_logout_redirect_uri needs an id_token_hint or client_id of a known application.");
        }
        if (!client.getPostLogoutRedirectUris().contains(address)) {
            throw refused("This post_logout_redirect_uri is not registered for the application.");
        }
        return state == null
                ? address
                : address + (address.contains("?") ? "&" : "?") + "state="
                        + URLEncoder.encode(state, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static @Nullable String text(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null || value.isBlank() ? null : value;
    }

    private static OAuth2AuthenticationException refused(String words) {
        return new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, words, null));
    }
}
