package dev.parley.auth.page;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Tells browsers what a page of ours consists of: our style sheet, our pictures, and where an application shows its own, that one.
 * Pages that nobody leaves for an application also say that their forms stay here; the others cannot, because browsers hold a form's
 * redirect to an application against it.
 */
final class ContentPolicy implements HandlerInterceptor {

    private static final String HEADER = "Content-Security-Policy";
    private static final String BASE =
            "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; img-src 'self'";

    private static final List<String> STAYING = List.of(
            "/id/security",
            "/id/applications",
            "/id/reset",
            "/id/verify",
            "/id/device",
            "/id/welcome",
            "/id/invitation");

    /** The pages that browsers can only do their part of with a script of ours. */
    private static final List<String> SCRIPTED =
            List.of("/id/welcome", "/id/sign-in", SignInPages.REFUSED, PasskeyPages.HOME + "/new");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String path = request.getRequestURI();
        String logos = path.equals("/id/consent") ? " https:" : "";
        String forms = STAYING.stream().anyMatch(path::startsWith) ? "; form-action 'self'" : "";
        String scripts = SCRIPTED.stream().anyMatch(path::equals) ? "; script-src 'self'" : "";
        response.setHeader(HEADER, BASE + logos + forms + scripts);
        return true;
    }
}
