package dev.parley.auth.oauth;

import dev.parley.api.session.Claims;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.security.oauth2.core.oidc.OidcScopes;

/** What applications can ask people for. */
public final class Scopes {

    /** To act where only administrators and moderators do. */
    public static final String ADMIN = "admin";

    public static final String EVENTS_READ = "events:read";
    public static final String EVENTS_REPLAY = "events:replay";

    /** To learn of every access token whether it is good, as a service has to that many applications call. */
    public static final String TOKENS_INTROSPECT = "tokens:introspect";

    /** All there are, in the order in which people are asked. */
    public static final List<String> ALL = List.of(
            OidcScopes.OPENID,
            OidcScopes.PROFILE,
            OidcScopes.EMAIL,
            Claims.SCOPE_CHAT,
            "messages:send",
            "messages:read",
            "conversations:read",
            "users:read",
            EVENTS_READ,
            EVENTS_REPLAY,
            ADMIN,
            TOKENS_INTROSPECT);

    /** Those that only an administrator gives to an application, because they reach beyond what one person may see. */
    public static final Set<String> BY_ADMINISTRATORS = Set.of(ADMIN, EVENTS_READ, EVENTS_REPLAY, TOKENS_INTROSPECT);

    /** Parts of {@code chat}, for applications that need no more. */
    private static final Set<String> PARTS_OF_CHAT =
            Set.of("messages:send", "messages:read", "conversations:read", "users:read");

    /** All that somebody with these scopes can do, by whichever name: who has the whole has its parts. */
    public static Set<String> within(Set<String> scopes) {
        Set<String> all = new HashSet<>(scopes);
        if (scopes.contains(Claims.SCOPE_CHAT)) {
            all.addAll(PARTS_OF_CHAT);
        }
        return all;
    }

    private Scopes() {}
}
