package dev.parley.auth.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** What every answer tells browsers to refrain from, also the answers that never reach a security chain. */
@Component
final class AnswerHeaders extends OncePerRequestFilter implements Ordered {

    /** An answer that is data does nothing in a browser. */
    private static final String DATA =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    /**
     * Pages use their own files and the logos of applications. Where forms may lead is left open: after consent a form leads to
     * whatever address the application has registered, and browsers hold that redirect against the page.
     */
    private static final String PAGE = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
            + "font-src 'self'; img-src 'self' data: https:; frame-ancestors 'none'; base-uri 'none'";

    private static final String HSTS = "max-age=31536000";

    private final boolean secure;

    AnswerHeaders(@Value("${parley.auth.issuer:}") String issuer) {
        secure = issuer.startsWith("https:");
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean page = isPage(request.getRequestURI());
        response.setHeader("Content-Security-Policy", page ? PAGE : DATA);
        // To ourselves a page says where it comes from: without that, browsers send no usable Origin with its forms.
        response.setHeader("Referrer-Policy", page ? "same-origin" : "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        if (isAboutOneself(request.getRequestURI())) {
            // Not on the way of a sign-in: applications open that in a window that they want to hear from.
            response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        }
        if (secure) {
            response.setHeader("Strict-Transport-Security", HSTS);
        }
        chain.doFilter(request, response);
    }

    private static boolean isPage(String path) {
        return path.startsWith("/id/") || path.startsWith("/oauth2/authorize") || path.startsWith("/connect/logout");
    }

    private static boolean isAboutOneself(String path) {
        return path.startsWith("/id/security") || path.startsWith("/id/applications");
    }
}
