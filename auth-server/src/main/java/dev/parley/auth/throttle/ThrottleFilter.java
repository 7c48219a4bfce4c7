package dev.parley.auth.throttle;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts what anybody may ask for, per address, before a body is read or a database asked. Only posts cost anything worth counting. */
@Component
final class ThrottleFilter extends OncePerRequestFilter implements Ordered {

    private static final String STANDARD = "/oauth2/";

    /** The API's calls and the forms that do the same. */
    private static final Map<String, Limit> LIMITS = Map.ofEntries(
            Map.entry("/api/v1/accounts", Limit.REGISTRATIONS),
            Map.entry("/id/register", Limit.REGISTRATIONS),
            Map.entry("/api/v1/sessions", Limit.SIGN_INS),
            Map.entry("/id/sign-in", Limit.SIGN_INS),
            Map.entry("/id/sign-in/passkey", Limit.SIGN_INS),
            Map.entry("/id/device", Limit.SIGN_INS),
            Map.entry("/oauth2/device_verification", Limit.SIGN_INS),
            Map.entry("/api/v1/sessions/refresh", Limit.TOKEN_REQUESTS),
            Map.entry("/api/v1/password-resets", Limit.PASSWORD_RESETS),
            Map.entry("/id/reset", Limit.PASSWORD_RESETS),
            Map.entry("/oauth2/authorize", Limit.BEGINNINGS),
            Map.entry("/oauth2/par", Limit.BEGINNINGS),
            Map.entry("/oauth2/device_authorization", Limit.BEGINNINGS));

    private final Throttle throttle;

    ThrottleFilter(Throttle throttle) {
        this.throttle = throttle;
    }

    /** Inside of what tells refusals, before everything that costs more. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 20;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String path = request.getServletPath();
        String address = ClientAddress.of(request);
        Limit limit = limit(path);
        if (limit != null) {
            throttle.take(limit, address);
        }
        if (path.startsWith(STANDARD)) {
            throttle.check(Limit.FAILED_TOKEN_REQUESTS, address);
        }
        chain.doFilter(request, response);
    }

    private static @Nullable Limit limit(String path) {
        Limit limit = LIMITS.get(path);
        return limit == null && path.startsWith(STANDARD) ? Limit.TOKEN_REQUESTS : limit;
    }
}
