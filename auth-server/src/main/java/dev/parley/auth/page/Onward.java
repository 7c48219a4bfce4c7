package dev.parley.auth.page;

import dev.parley.auth.browser.BrowserSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/**
 * Where somebody goes who has just signed in: on to what they had asked us for, else to their security settings. Only path and query
 * of a request that reached us are ever gone to, so nobody is led to another site.
 */
final class Onward implements AuthenticationSuccessHandler {

    static final String HOME = "/id/security";

    private final RequestCache wanted;
    private final BrowserSettings settings;

    Onward(RequestCache wanted, BrowserSettings settings) {
        this.wanted = wanted;
        this.settings = settings;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication signedIn) throws IOException {
        request.getSession().setMaxInactiveInterval((int) settings.browserIdle().toSeconds());
        SavedRequest saved = wanted.getRequest(request, response);
        wanted.removeRequest(request, response);
        response.sendRedirect(path(saved));
    }

    /** Where somebody goes who had asked for this; nothing = home. */
    static String path(@Nullable SavedRequest saved) {
        if (!(saved instanceof DefaultSavedRequest asked) || asked.getRequestURI() == null) {
            return HOME;
        }
        String query = asked.getQueryString();
        return query == null ? asked.getRequestURI() : asked.getRequestURI() + "?" + query;
    }

    /** The application that somebody is about to sign in for, by its client id. */
    static @Nullable String client(RequestCache wanted, HttpServletRequest request, HttpServletResponse response) {
        SavedRequest saved = wanted.getRequest(request, response);
        String[] ids = path(saved).startsWith("/oauth2/authorize?") && saved != null
                ? saved.getParameterValues("client_id")
                : null;
        return ids == null || ids.length == 0 ? null : ids[0];
    }
}
