package dev.parley.auth.page;

import dev.parley.auth.factor.PasskeyJson;
import dev.parley.auth.factor.Passkeys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;

/**
 * What the sign-in page has asked this browser for a passkey. Several windows of one browser ask the same, so that each can be
 * answered; but one answer is all that is looked at, good or bad.
 */
final class PasskeyQuestion {

    private static final String ATTRIBUTE = "parley.passkey-question";

    private PasskeyQuestion() {}

    static String ask(Passkeys passkeys, HttpServletRequest request) {
        HttpSession session = request.getSession();
        Object asked = session.getAttribute(ATTRIBUTE);
        if (!(asked instanceof PublicKeyCredentialRequestOptions)) {
            asked = passkeys.ask();
            session.setAttribute(ATTRIBUTE, asked);
        }
        return PasskeyJson.of(asked);
    }

    static Optional<PublicKeyCredentialRequestOptions> take(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof PublicKeyCredentialRequestOptions asked)) {
            return Optional.empty();
        }
        session.removeAttribute(ATTRIBUTE);
        return Optional.of(asked);
    }
}
