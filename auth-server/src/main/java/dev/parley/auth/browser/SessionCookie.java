package dev.parley.auth.browser;

import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.springframework.session.SessionIdGenerator;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.CookieSerializer.CookieValue;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The browser holds a secret, and a session's id is that secret's fingerprint, so that a stolen database or backup opens no session.
 * Between the birth of a session and the answer that sets its cookie, the request keeps the secret.
 */
final class SessionCookie implements SessionIdGenerator, HttpSessionIdResolver {

    private static final int SECRET_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final CookieSerializer cookies;

    SessionCookie(CookieSerializer cookies) {
        this.cookies = cookies;
    }

    @Override
    public String generate() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        Secret secret = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        String id = Fingerprint.of(secret);
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(attribute(id), secret, RequestAttributes.SCOPE_REQUEST);
        return id;
    }

    @Override
    public List<String> resolveSessionIds(HttpServletRequest request) {
        return cookies.readCookieValues(request).stream()
                .map(value -> Fingerprint.of(new Secret(value)))
                .toList();
    }

    @Override
    public void setSessionId(HttpServletRequest request, HttpServletResponse response, String id) {
        if (!(request.getAttribute(attribute(id)) instanceof Secret secret)) {
            throw new IllegalStateException("A session began outside of this request.");
        }
        cookies.writeCookieValue(new CookieValue(request, response, secret.value()));
    }

    @Override
    public void expireSession(HttpServletRequest request, HttpServletResponse response) {
        cookies.writeCookieValue(new CookieValue(request, response, ""));
    }

    private static String attribute(String id) {
        return SessionCookie.class.getName() + "." + id;
    }
}
