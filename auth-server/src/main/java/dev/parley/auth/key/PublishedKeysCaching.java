package dev.parley.auth.key;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets everybody keep the published keys for a while: the next one is among them long before it signs. */
@Component
final class PublishedKeysCaching extends OncePerRequestFilter implements Ordered {

    private static final String A_WHILE = "public, max-age=900";

    private final AuthorizationServerSettings paths;

    PublishedKeysCaching(AuthorizationServerSettings paths) {
        this.paths = paths;
    }

    /** Before the security chain, which forbids keeping whatever says nothing about it. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !paths.getJwkSetEndpoint().equals(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader(HttpHeaders.CACHE_CONTROL, A_WHILE);
        chain.doFilter(request, response);
    }
}
