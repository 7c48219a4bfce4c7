package dev.parley.auth.authorize;

import dev.parley.auth.oauth.SignedInBy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/**
 * Who is signed in at a browser.
 *
 * @param user their id
 * @param how when and by what they showed it
 * @param factors the same as Spring Security keeps it
 */
public record BrowserPerson(String user, SignedInBy how, List<FactorGrantedAuthority> factors) {

    /** Names one browser session to us for as long as it lives. Its cookie changes at every sign-in, and is nobody's business. */
    private static final String BROWSER = "parley.browser";

    public static Optional<BrowserPerson> of(@Nullable Authentication authentication) {
        if (authentication == null
                || authentication instanceof AnonymousAuthenticationToken
                || !authentication.isAuthenticated()) {
            return Optional.empty();
        }
        List<FactorGrantedAuthority> factors = authentication.getAuthorities().stream()
                .filter(FactorGrantedAuthority.class::isInstance)
                .map(FactorGrantedAuthority.class::cast)
                .toList();
        return SignedInBy.of(factors).map(how -> new BrowserPerson(authentication.getName(), how, factors));
    }

    /** The session at this browser, under the name that outlives its cookie. */
    public static Optional<String> browserOf(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(BROWSER) instanceof String browser
                ? Optional.of(browser)
                : Optional.empty();
    }

    /** The session at which an application was given this authorization. */
    public static Optional<String> browserOf(OAuth2Authorization authorization) {
        return authorization.getAttribute(Principal.class.getName()) instanceof Authentication kept
                        && kept.getDetails() instanceof String browser
                ? Optional.of(browser)
                : Optional.empty();
    }

    /**
     * What is kept with an authorization: the bare facts, whichever way somebody signed in. What the browser itself keeps may hold
     * more than should be stored twice.
     */
    public Authentication asKept(HttpServletRequest request) {
        UsernamePasswordAuthenticationToken kept =
                UsernamePasswordAuthenticationToken.authenticated(user, null, List.<GrantedAuthority>copyOf(factors));
        kept.setDetails(browserOf(request).orElseGet(() -> named(request.getSession())));
        return kept;
    }

    private static String named(HttpSession session) {
        String browser = UUID.randomUUID().toString();
        session.setAttribute(BROWSER, browser);
        return browser;
    }
}
