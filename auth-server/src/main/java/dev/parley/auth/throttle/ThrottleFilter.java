package dev.parley.auth.throttle;

import dev.parley.api.CommandRefused;
import dev.parley.api.Refused;
import dev.parley.auth.web.SecurityProblems;
import dev.parley.auth.web.StandardErrors;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Counts what anybody may ask for, per address, before a body is read or a database asked. Only posts cost anything worth counting. */
@Component
final class ThrottleFilter extends OncePerRequestFilter implements Ordered {

    private static final String STANDARD = "/oauth2/";

    /** The API's calls and the forms that do the same. */
    private static final Map<String, Limit> LIMITS = Map.of(
            "/api/v1/accounts", Limit.REGISTRATIONS,
            "/id/register", Limit.REGISTRATIONS,
            "/api/v1/sessions", Limit.SIGN_INS,
            "/id/sign-in", Limit.SIGN_INS,
            "/id/sign-in/passkey", Limit.SIGN_INS,
            "/id/device", Limit.SIGN_INS,
            "/oauth2/device_verification", Limit.SIGN_INS,
            "/api/v1/sessions/refresh", Limit.TOKEN_REQUESTS,
            "/api/v1/password-resets", Limit.PASSWORD_RESETS,
            "/id/reset", Limit.PASSWORD_RESETS);

    private final Throttle throttle;
    private final SecurityProblems problems;

    ThrottleFilter(Throttle throttle, SecurityProblems problems) {
        this.throttle = throttle;
        this.problems = problems;
    }

    /** After the trace, before everything else. */
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
        try {
            Limit limit = limit(path);
            if (limit != null) {
                throttle.take(limit, address);
            }
            if (path.startsWith(STANDARD)) {
                throttle.check(Limit.FAILED_TOKEN_REQUESTS, address);
            }
            chain.doFilter(request, response); // may find more that has to wait, before any handler of ours is reached
        } catch (CommandRefused refusal) {
            refuse(request, response, refusal);
        }
    }

    private static @Nullable Limit limit(String path) {
        Limit limit = LIMITS.get(path);
        return limit == null && path.startsWith(STANDARD) ? Limit.TOKEN_REQUESTS : limit;
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, CommandRefused refusal)
            throws IOException {
        if (StandardErrors.areExpected(request)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Refused.retryAfterSeconds(refusal)));
            StandardErrors.write(response, refusal.reason().status(), "temporarily_unavailable", refusal.detail());
        } else if (wantsPage(request)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Refused.retryAfterSeconds(refusal)));
            response.sendError(refusal.reason().status());
        } else {
            problems.refuse(request, response, refusal);
        }
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && List.of(accept.split(",", -1)).stream().anyMatch(type -> type.startsWith(MediaType.TEXT_HTML_VALUE));
    }
}
