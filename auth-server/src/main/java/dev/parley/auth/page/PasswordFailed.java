package dev.parley.auth.page;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.ForwardAuthenticationFailureHandler;

/** What happens when the password did not sign somebody in: it was wrong, or it is only half of what their account asks for. */
final class PasswordFailed implements AuthenticationFailureHandler {

    private final AuthenticationFailureHandler refused = new ForwardAuthenticationFailureHandler(SignInPages.REFUSED);
    private final Clock clock;

    PasswordFailed(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        if (failure instanceof CodeOwed owed) {
            HalfSignedIn.remember(owed.user(), clock.instant(), request);
            response.sendRedirect(CodeSignIn.PAGE);
        } else {
            refused.onAuthenticationFailure(request, response, failure);
        }
    }
}
