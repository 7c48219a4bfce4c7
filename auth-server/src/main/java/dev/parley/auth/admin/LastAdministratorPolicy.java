package dev.parley.auth.admin;

import dev.parley.api.people.UserId;
import dev.parley.auth.account.KeptOfPeople;
import dev.parley.auth.role.Roles;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Nobody suspends or erases the last administrator, not even themselves: nobody could ever make another one. */
@Component
final class LastAdministratorPolicy implements KeptOfPeople {

    private final Roles roles;

    LastAdministratorPolicy(Roles roles) {
        this.roles = roles;
    }

    @Override
    public void suspend(UserId user) {
        roles.requireAnotherAdministratorThan(user);
    }

    @Override
    public void erase(UserId user) {
        roles.requireAnotherAdministratorThan(user);
        roles.assign(user, Set.of());
    }
}
