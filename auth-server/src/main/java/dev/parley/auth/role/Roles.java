package dev.parley.auth.role;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who has which role. Everybody is a user; only what they are beyond that is kept. Changes run in the caller's transaction. */
@Repository
public final class Roles {

    private final JdbcClient jdbc;

    Roles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Set<Role> of(UserId user) {
        Set<Role> roles = EnumSet.of(Role.USER);
        roles.addAll(jdbc.sql("select role from account_role where account = :account")
                .param("account", user.value())
                .query((row, number) -> Role.valueOf(row.getString("role")))
                .list());
        return roles;
    }

    /** Gives somebody these roles in place of those they had. */
    public void assign(UserId user, Set<Role> roles) {
        jdbc.sql("delete from account_role where account = :account")
                .param("account", user.value())
                .update();
        roles.stream().filter(role -> role != Role.USER).forEach(role -> add(user, role));
    }

    public void add(UserId user, Role role) {
        jdbc.sql("insert into account_role (account, role) values (:account, :role)")
                .param("account", user.value())
                .param("role", role.name())
                .update();
    }

    /** Whether there is somebody who can make others administrators. */
    public boolean anyAdministrator() {
        return !ableAdministrators().isEmpty();
    }

    /**
     * Holds all administrators until the transaction ends, so that no two of them demote each other at once.
     *
     * @throws CommandRefused LAST_ADMINISTRATOR when this one is the only one
     */
    public void requireAnotherAdministratorThan(UserId user) {
        jdbc.sql("select account from account_role where role = 'ADMINISTRATOR' order by account for update")
                .query()
                .listOfRows();
        List<UserId> all = ableAdministrators(); // as it is once those before us are done
        if (all.contains(user) && all.size() == 1) {
            throw new CommandRefused(
                    Reason.LAST_ADMINISTRATOR,
                    "This is the last administrator; make somebody else an administrator first.");
        }
    }

    /** Who is suspended can make nobody an administrator. */
    private List<UserId> ableAdministrators() {
        return jdbc.sql("""
                        select account from account_role join account on account.id = account_role.account
                        where role = 'ADMINISTRATOR' and state = 'ACTIVE'
                        """)
                .query((row, number) -> new UserId(row.getObject("account", UUID.class)))
                .list();
    }
}
