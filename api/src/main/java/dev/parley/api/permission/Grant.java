package dev.parley.api.permission;

import dev.parley.api.people.Role;
import dev.parley.api.session.Claims;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a verified token lets its bearer try. It travels with every command, as the text of {@link #toString}, and with every query to
 * where {@link Permission} is asked.
 */
public record Grant(Bearer bearer, Set<Role> roles, Set<Scope> scopes) {

    /** What parts of Parley do among themselves. */
    public static final Grant PARLEY = new Grant(Bearer.PARLEY, Set.of(), Set.of());

    private static final int PARTS = 3;

    public Grant {
        roles = Set.copyOf(roles);
        scopes = Set.copyOf(scopes);
    }

    /**
     * As the claims of a verified token say. A token without a device is an application's own, whatever its subject looks like; one that
     * does not name Parley's own apps as its client is a delegate's.
     */
    public static Grant of(Map<String, ?> claims) {
        Set<Scope> scopes = Scope.among(list(claims.get(Claims.SCOPE)));
        if (claims.get(Claims.DEVICE) == null) {
            return new Grant(Bearer.APPLICATION, Set.of(), scopes);
        }
        Bearer bearer = Objects.equals(claims.get(Claims.CLIENT), Claims.FIRST_PARTY) ? Bearer.PERSON : Bearer.DELEGATE;
        Set<Role> roles = EnumSet.of(Role.USER);
        list(claims.get(Claims.ROLES)).forEach(name -> addRole(roles, String.valueOf(name)));
        return new Grant(bearer, roles, scopes);
    }

    /** @throws IllegalArgumentException when it is not the text of a grant */
    public static Grant parse(String text) {
        String[] parts = text.split("\\|", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("Not a grant: " + text);
        }
        Set<Role> roles = EnumSet.noneOf(Role.class);
        list(parts[1]).forEach(name -> addRole(roles, String.valueOf(name)));
        return new Grant(Bearer.valueOf(parts[0]), roles, Scope.among(list(parts[2])));
    }

    /** A role that a newer version of Parley knows means nothing here. */
    private static void addRole(Set<Role> roles, String name) {
        Arrays.stream(Role.values())
                .filter(role -> role.wireName().equals(name))
                .forEach(roles::add);
    }

    /** RFC 9068 has names in one text, Spring in a list. */
    private static Collection<?> list(@Nullable Object names) {
        return switch (names) {
            case String text -> List.of(text.split(" "));
            case Collection<?> list -> list;
            case null, default -> List.of();
        };
    }

    /** {@code PERSON|user administrator|chat openid} */
    @Override
    public String toString() {
        return bearer + "|" + roles.stream().map(Role::wireName).sorted().collect(Collectors.joining(" ")) + "|"
                + scopes.stream().map(Scope::wireName).sorted().collect(Collectors.joining(" "));
    }
}
