package dev.parley.auth.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses parameters that are no UTF-8, or too many of them, before anybody reads them: the container only notices when they are
 * read for the first time, and fails whoever that is.
 */
@Component
final class UnreadableRequests extends OncePerRequestFilter implements Ordered {

    private static final int BAD_REQUEST = 400;

    /** Once the encoding is set. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 12;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isReadable(request)) {
            chain.doFilter(request, response);
        } else {
            refuse(request, response);
        }
    }

    /** By the standard's words where those are expected. */
    static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (StandardErrors.areExpected(request)) {
            StandardErrors.write(response, BAD_REQUEST, "invalid_request", "The parameters cannot be read.");
        } else {
            response.sendError(BAD_REQUEST);
        }
    }

    private static boolean isReadable(HttpServletRequest request) {
        try {
            return request.getParameterMap() != null;
        } catch (IllegalStateException e) { // as the servlet specification has it
            return false;
        }
    }
}
