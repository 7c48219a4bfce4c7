package dev.parley.auth.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request its trace id: the one of the caller's {@code traceparent} (W3C Trace Context), else a new one. It goes back in
 * the header {@value #HEADER}, into every problem document, and with every command into the events.
 */
@Component
public final class Trace extends OncePerRequestFilter implements Ordered {

    public static final String HEADER = "Trace-Id";

    /** The request attribute that holds the trace id. */
    public static final String ATTRIBUTE = "dev.parley.auth.trace";

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    Trace() {}

    /** The trace id of this request: 32 hexadecimal digits. */
    public static @Nullable String of(HttpServletRequest request) {
        return (String) request.getAttribute(ATTRIBUTE);
    }

    /** The trace id of the request that this thread answers; a new one where there is none. */
    public static String ofThisRequest() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        Object trace = request == null ? null : request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        return trace instanceof String known ? known : next();
    }

    /** A new trace id. It need not be a secret, so it need not be costly. */
    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    /** Before the security chain, whose refusals carry the trace as well. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String trace = traceOf(request.getHeader("traceparent"));
        request.setAttribute(ATTRIBUTE, trace);
        response.setHeader(HEADER, trace);
        chain.doFilter(request, response);
    }

    private static String traceOf(@Nullable String traceparent) {
        if (traceparent == null) {
            return next();
        }
        Matcher matcher = TRACEPARENT.matcher(traceparent);
        return matcher.matches() ? matcher.group(1) : next();
    }
}
