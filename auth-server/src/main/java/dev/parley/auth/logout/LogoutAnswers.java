package dev.parley.auth.logout;

import dev.parley.auth.authorize.BrowserPerson;
import dev.parley.auth.oauth.PlainRefusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;

/**
 * Lets people out. When the application shows an ID token of theirs they are out at once; otherwise they are asked, because any site
 * could have sent them.
 */
@Component
public final class LogoutAnswers implements LogoutSuccessHandler {

    private static final String ONWARD = "parley.after-sign-out";
    private static final String CONFIRMATION_PAGE = "/id/sign-out";
    private static final String GOODBYE_PAGE = "/id/signed-out";

    private final SignOut signOut;

    LogoutAnswers(SignOut signOut) {
        this.signOut = signOut;
    }

    void asked(HttpServletRequest request, HttpServletResponse response, Authentication asked) {
        LogoutRequest logout = (LogoutRequest) asked;
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        BrowserPerson known = BrowserPerson.of(person).orElse(null);
        if (known == null) {
            redirect(response, orGoodbye(logout.onward()));
        } else if (logout.means(known.user())) {
            signOut.logout(request, response, person);
            redirect(response, orGoodbye(logout.onward()));
        } else {
            request.getSession().setAttribute(ONWARD, orGoodbye(logout.onward()));
            redirect(response, CONFIRMATION_PAGE);
        }
    }

    void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        PlainRefusal.send(((OAuth2AuthenticationException) failure).getError(), request, response);
    }

    /** They have said yes on the page: on to where the application wanted them, if one had sent them. */
    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        redirect(response, request.getAttribute(ONWARD) instanceof String onward ? onward : GOODBYE_PAGE);
    }

    /** To be called before the session is forgotten. */
    static void keepOnward(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null && session.getAttribute(ONWARD) instanceof String onward) {
            request.setAttribute(ONWARD, onward);
        }
    }

    private static String orGoodbye(@Nullable String onward) {
        return onward == null ? GOODBYE_PAGE : onward;
    }

    private static void redirect(HttpServletResponse response, String to) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.LOCATION, to);
    }
}
