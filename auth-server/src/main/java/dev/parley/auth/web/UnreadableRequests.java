package dev.parley.auth.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses parameters that are no UTF-8 or no whole text, or too many of them, before anybody reads them: the container only notices when they are
 * read for the first time, and fails whoever that is. At the standard endpoints also those that are there twice (RFC 6749, 3.2), over which the library
 * stumbles.
 */
@Component
final class UnreadableRequests extends OncePerRequestFilter implements Ordered {

    private static final int BAD_REQUEST = 400;

    /** RFC 8693 lets targets be named one by one, and a page for consent the scopes. */
    private static final Set<String> MAY_REPEAT = Set.of("scope", "resource", "audience");

    /** Once the encoding is set. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 12;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            if (!request.getParameterMap().entrySet().stream().allMatch(UnreadableRequests::isWhole)) {
                refuse(request, response);
                return;
            }
            if (StandardErrors.areExpected(request) && isRepeated(request)) {
                StandardErrors.write(response, BAD_REQUEST, "invalid_request", "A parameter is there more than once.");
                return;
            }
        } catch (IllegalStateException e) { // as the servlet specification has it
            if (request.getDispatcherType() == DispatcherType.ERROR) {
                chain.doFilter(new WithoutParameters(request), response);
            } else {
                refuse(
                        e instanceof InvalidParameterException known ? known.getErrorCode() : BAD_REQUEST,
                        request,
                        response);
            }
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isWhole(Map.Entry<String, String[]> parameter) {
        return WholeText.isWhole(parameter.getKey())
                && Arrays.stream(parameter.getValue()).allMatch(WholeText::isWhole);
    }

    private static boolean isRepeated(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .anyMatch(parameter -> parameter.getValue().length > 1 && !MAY_REPEAT.contains(parameter.getKey()));
    }

    /** By the standard's words where those are expected. */
    static void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        refuse(BAD_REQUEST, request, response);
    }

    private static void refuse(int status, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (StandardErrors.areExpected(request)) {
            StandardErrors.write(response, BAD_REQUEST, "invalid_request", "The parameters cannot be read.");
        } else {
            response.sendError(status);
        }
    }

    /** What the page that tells of the failure is made from: asking for a parameter once more would fail once more. */
    private static final class WithoutParameters extends HttpServletRequestWrapper {

        WithoutParameters(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getParameter(String name) {
            return null;
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }
    }
}
