package dev.parley.auth.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.util.matcher.MediaTypeRequestMatcher;
import org.springframework.stereotype.Component;

/** Sends people to the sign-in page, and tells programs that nobody is signed in. A browser is known by asking for HTML by name. */
@Component
public final class SignInFirst implements AuthenticationEntryPoint {

    /** Where people sign in. */
    public static final String PAGE = "/id/sign-in";

    private final AuthenticationEntryPoint page = new LoginUrlAuthenticationEntryPoint(PAGE);
    private final SecurityProblems problems;

    SignInFirst(SecurityProblems problems) {
        this.problems = problems;
    }

    /** Whether somebody looks at the answer. */
    public static boolean isBrowser(HttpServletRequest request) {
        MediaTypeRequestMatcher html = new MediaTypeRequestMatcher(MediaType.TEXT_HTML);
        html.setIgnoredMediaTypes(Set.of(MediaType.ALL));
        return html.matches(request);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException, ServletException {
        if (isBrowser(request)) {
            page.commence(request, response, failure);
        } else {
            problems.commence(request, response, failure);
        }
    }
}
