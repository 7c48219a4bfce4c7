package dev.parley.auth.web;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells what is found before any handler of ours is reached, in the words that whoever asks understands: the standard's, a page, or a problem document.
 * Most of all that somebody asks too often, and that the store has no connection to spare for a session, an application or a code.
 */
@Component
final class EarlyRefusals extends OncePerRequestFilter implements Ordered {

    private final SecurityProblems problems;

    EarlyRefusals(SecurityProblems problems) {
        this.problems = problems;
    }

    /** Inside of what every answer carries, around everything else. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 11;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Map<String, String> onEveryAnswer =
                response.getHeaderNames().stream().collect(Collectors.toMap(Function.identity(), response::getHeader));
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException failure) {
            Problem problem = Problem.of(failure, Trace.of(request));
            if (problem.code() == Reason.INTERNAL || response.isCommitted()) {
                throw failure;
            }
            // A session that cannot be kept is found when the answer is written already.
            response.reset();
            onEveryAnswer.forEach(response::setHeader);
            if (problem.code().passes()) {
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Refused.retryAfterSeconds(failure)));
            }
            answer(request, response, problem);
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (StandardErrors.areExpected(request)) {
            StandardErrors.write(response, problem.status(), "temporarily_unavailable", problem.detail());
        } else if (wantsPage(request)) {
            response.sendError(problem.status());
        } else {
            problems.write(problem, response);
        }
    }

    private static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null
                && List.of(accept.split(",", -1)).stream().anyMatch(type -> type.startsWith(MediaType.TEXT_HTML_VALUE));
    }
}
