package dev.parley.auth.page;

import dev.parley.auth.browser.BrowserSettings;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.stereotype.Component;

/** Signs a browser in where that is not what its form is for: after registering, after choosing a new password. */
@Component
final class BrowserSignIn {

    private final CsrfTokenRepository tokens = new HttpSessionCsrfTokenRepository();
    private final BrowserSettings settings;

    BrowserSignIn(BrowserSettings settings) {
        this.settings = settings;
    }

    /**
     * As if this had been typed at the sign-in page. As there, the session gets a new name and its forms new tokens.
     *
     * @return whether they may sign in; somebody who has to open their mail first may not
     */
    boolean signIn(String login, String password, HttpServletRequest request, HttpServletResponse response) {
        // Whoever was signed in until now is not in the way.
        SecurityContextHolder.clearContext();
        try {
            request.login(login, password);
        } catch (ServletException e) {
            if (e.getCause() instanceof AuthenticationException) {
                return false;
            }
            throw new IllegalStateException("Signing in failed.", e);
        }
        request.changeSessionId();
        tokens.saveToken(null, request, response);
        request.getSession().setMaxInactiveInterval((int) settings.browserIdle().toSeconds());
        return true;
    }
}
