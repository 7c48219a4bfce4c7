package dev.parley.auth.throttle;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Counts, per address, the browsers that open a page without a session, for each is given one, and the authorization requests, for each may be kept
 * until its person has agreed. Otherwise anybody could fill the identity store by asking.
 */
@Component
final class VisitLimit extends OncePerRequestFilter implements Ordered {

    private static final String AUTHORIZE = "/oauth2/authorize";

    private final Throttle throttle;

    VisitLimit(Throttle throttle) {
        this.throttle = throttle;
    }

    /** Where it is known who has a session. */
    @Override
    public int getOrder() {
        return SessionRepositoryFilter.DEFAULT_ORDER + 2;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        boolean page = path.startsWith("/id/") && !path.startsWith("/id/assets/");
        return !HttpMethod.GET.matches(request.getMethod()) || !(page || path.equals(AUTHORIZE));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getServletPath().equals(AUTHORIZE) || request.getSession(false) == null) {
            throttle.take(Limit.BEGINNINGS, ClientAddress.of(request));
        }
        chain.doFilter(request, response);
    }
}
