package dev.parley.api.permission;

import dev.parley.api.people.Role;
import java.util.EnumSet;
import java.util.Set;

/** Under which terms something is permitted: to these callers, with one of these scopes, and to persons with one of these roles. */
record Terms(Set<Bearer> bearers, Set<Scope> scopes, Set<Role> roles) {

    Terms {
        bearers = Set.copyOf(bearers);
        scopes = Set.copyOf(scopes);
        roles = Set.copyOf(roles);
    }

    /** A person, by whatever application. */
    static Terms people() {
        return to(Bearer.PERSON, Bearer.DELEGATE);
    }

    /** A person by Parley's own apps alone. */
    static Terms ownApps() {
        return to(Bearer.PERSON);
    }

    /** Applications for themselves, too. */
    static Terms peopleAndApplications() {
        return to(Bearer.PERSON, Bearer.DELEGATE, Bearer.APPLICATION);
    }

    static Terms parleyItself() {
        return to(Bearer.PARLEY);
    }

    Terms with(Scope first, Scope... more) {
        return new Terms(bearers, EnumSet.of(first, more), roles);
    }

    Terms as(Role first, Role... more) {
        return new Terms(bearers, scopes, EnumSet.of(first, more));
    }

    private static Terms to(Bearer first, Bearer... more) {
        return new Terms(EnumSet.of(first, more), Set.of(), EnumSet.allOf(Role.class));
    }
}
