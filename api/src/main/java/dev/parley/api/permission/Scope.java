package dev.parley.api.permission;

import dev.parley.api.people.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a token was issued for. A name on the wire never changes once published. */
public enum Scope {
    OPENID,
    PROFILE,
    EMAIL,
    /** Whatever a person may do in conversations. */
    CHAT,
    MESSAGES_SEND,
    MESSAGES_READ,
    CONVERSATIONS_READ,
    EVENTS_READ,
    EVENTS_REPLAY,
    USERS_READ,
    ADMIN;

    private final String wireName = name().toLowerCase(Locale.ROOT).replace('_', ':');

    public String wireName() {
        return wireName;
    }

    /** The scope of that name, if there is one. */
    public static Optional<Scope> named(String wireName) {
        return Arrays.stream(values())
                .filter(scope -> scope.wireName.equals(wireName))
                .findFirst();
    }

    /** What Parley's own apps get for a person with these roles. */
    public static Set<Scope> ofOwnApps(Set<Role> roles) {
        Set<Scope> scopes = EnumSet.of(OPENID, PROFILE, EMAIL, CHAT);
        if (roles.contains(Role.MODERATOR) || roles.contains(Role.ADMINISTRATOR)) {
            scopes.add(ADMIN);
        }
        if (roles.contains(Role.ANALYST)) {
            scopes.add(EVENTS_READ);
            scopes.add(EVENTS_REPLAY);
        }
        return scopes;
    }

    /** Those of these names that mean something here. */
    static Set<Scope> among(Iterable<?> wireNames) {
        Set<Scope> known = EnumSet.noneOf(Scope.class);
        wireNames.forEach(name -> named(String.valueOf(name)).ifPresent(known::add));
        return known;
    }

    @Override
    public String toString() {
        return wireName;
    }
}
