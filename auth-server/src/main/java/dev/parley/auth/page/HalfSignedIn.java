package dev.parley.auth.page;

import dev.parley.api.people.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Somebody who gave the right password at this browser and owes a code. That is all they are: nothing but the page for the code asks
 * for it, so that whoever leaves that page out is nobody to every other page and to the authorization endpoint, which takes anybody
 * for signed in who is authenticated at all.
 */
record HalfSignedIn(String user, Instant at) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String ATTRIBUTE = "parley.half-signed-in";
    private static final Duration VALID = Duration.ofMinutes(5);

    static void remember(UserId user, Instant now, HttpServletRequest request) {
        HttpSession session = request.getSession();
        request.changeSessionId();
        session.setAttribute(ATTRIBUTE, new HalfSignedIn(user.toString(), now));
    }

    static Optional<HalfSignedIn> at(HttpServletRequest request, Instant now) {
        HttpSession session = request.getSession(false);
        return session != null
                        && session.getAttribute(ATTRIBUTE) instanceof HalfSignedIn half
                        && now.isBefore(half.at().plus(VALID))
                ? Optional.of(half)
                : Optional.empty();
    }

    static void forget(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.removeAttribute(ATTRIBUTE);
        }
    }
}
