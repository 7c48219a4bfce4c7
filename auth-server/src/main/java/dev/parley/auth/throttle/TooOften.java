package dev.parley.auth.throttle;

import dev.parley.api.CommandRefused;
import dev.parley.api.Refused;
import dev.parley.auth.web.SecurityProblems;
import dev.parley.auth.web.StandardErrors;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Tells whoever asked too often, in the words that they understand: the standard's, a page, or a problem document. */
@Component
final class TooOften {

    private final SecurityProblems problems;

    TooOften(SecurityProblems problems) {
        this.problems = problems;
    }

    void answer(HttpServletRequest request, HttpServletResponse response, CommandRefused refusal) throws IOException {
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
