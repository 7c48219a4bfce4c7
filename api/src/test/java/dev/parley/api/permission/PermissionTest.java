package dev.parley.api.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.CommandRefused;
import dev.parley.api.people.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionTest {

    private static final String DEVICE = new UUID(2, 1).toString();

    private static Grant person(Role... roles) {
        return new Grant(Bearer.PERSON, Set.of(roles), Set.of(Scope.CHAT, Scope.ADMIN));
    }

    @Test
    void aScopeWithoutTheRoleIsNotEnoughAndNeitherIsTheRoleWithoutTheScope() {
        assertThat(Permission.ERASE_ACCOUNT.allows(person(Role.USER, Role.MODERATOR)))
                .isFalse();
        assertThat(Permission.ERASE_ACCOUNT.allows(
                        new Grant(Bearer.PERSON, Set.of(Role.ADMINISTRATOR), Set.of(Scope.CHAT))))
                .isFalse();
        assertThat(Permission.ERASE_ACCOUNT.allows(person(Role.USER, Role.ADMINISTRATOR)))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void whoHasNothingMayNothing(Permission permission) {
        for (Bearer bearer : List.of(Bearer.PERSON, Bearer.DELEGATE, Bearer.APPLICATION)) {
            Grant nothing = new Grant(bearer, Set.of(Role.values()), Set.of(Scope.OPENID, Scope.PROFILE, Scope.EMAIL));
            assertThatThrownBy(() -> permission.require(nothing)).isInstanceOf(CommandRefused.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatParleyDoesByItselfNobodyElseDoes(Permission permission) {
        Grant everything = new Grant(Bearer.PERSON, Set.of(Role.values()), Set.of(Scope.values()));
        assertThat(permission.allows(everything)).isNotEqualTo(permission.allows(Grant.PARLEY));
    }

    @Test
    void aCommandThatNoPermissionNamesIsRefused() {
        assertThatThrownBy(() -> Permission.toHandle("a command of a stranger")).isInstanceOf(CommandRefused.class);
    }

    @Test
    void theGrantOfATokenSurvivesTheWay() {
        Grant grant = Grant.of(Map.of(
                "client_id", "parley", "device", DEVICE, "scope", "openid chat admin", "roles", List.of("moderator")));
        assertThat(grant)
                .isEqualTo(new Grant(
                        Bearer.PERSON,
                        Set.of(Role.USER, Role.MODERATOR),
                        Set.of(Scope.OPENID, Scope.CHAT, Scope.ADMIN)));
        assertThat(Grant.parse(grant.toString())).isEqualTo(grant);
        assertThat(Grant.parse(Grant.PARLEY.toString())).isEqualTo(Grant.PARLEY);
    }

    @Test
    void whatATokenSaysAndNobodyHereKnowsMeansNothing() {
        Grant grant = Grant.of(
                Map.of("client_id", "shop", "device", DEVICE, "scope", "chat dance", "roles", List.of("king", 7)));
        assertThat(grant).isEqualTo(new Grant(Bearer.DELEGATE, Set.of(Role.USER), Set.of(Scope.CHAT)));
    }

    @Test
    void anApplicationsOwnTokenHasNoRolesWhateverItSays() {
        Grant grant = Grant.of(Map.of("client_id", "parley", "scope", "admin", "roles", List.of("administrator")));
        assertThat(grant).isEqualTo(new Grant(Bearer.APPLICATION, Set.of(), Set.of(Scope.ADMIN)));
        assertThatCode(() -> Permission.FIND_PEOPLE.require(
                        new Grant(Bearer.APPLICATION, Set.of(), Set.of(Scope.USERS_READ))))
                .doesNotThrowAnyException();
    }
}
