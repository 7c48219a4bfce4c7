package dev.parley.auth.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.auth.account.AccountState;
import dev.parley.auth.input.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All accounts, for those who look after them. */
@Repository
class Directory {

    private static final UUID LEAST = new UUID(0, 0);
    private static final String SELECT =
            "select id, username, email, display_name, state, created_at from account where ";

    private final JdbcClient jdbc;

    Directory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An account as it stands in the list. The e-mail address is for administrators alone. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            UserId user,
            String username,
            String displayName,
            @Nullable String email,
            String state,
            Set<Role> roles,
            Instant createdAt) {

        boolean erased() {
            return state.equals(named(AccountState.ERASED));
        }

        Entry with(Set<Role> others) {
            return new Entry(user, username, displayName, email, state, others, createdAt);
        }

        Entry asSeenBy(Officer officer) {
            return officer.administrator()
                    ? this
                    : new Entry(user, username, displayName, null, state, roles, createdAt);
        }
    }

    /**
     * What to look for; null = whatever it is.
     *
     * @param text a part of a user name, a display name or, for administrators, an e-mail address
     * @param after the last one of the page before
     */
    record Search(
            @Nullable String text,
            @Nullable AccountState state,
            @Nullable Role role,
            @Nullable UserId after,
            int limit) {}

    /** By registration, the first first. */
    List<Entry> find(Search search, Officer officer) {
        StringBuilder where = new StringBuilder("id > :after");
        Map<String, Object> values = new HashMap<>();
        values.put("after", search.after() == null ? LEAST : search.after().value());
        values.put("limit", search.limit());
        if (search.text() != null) {
            where.append(" and (username_key like :text escape '!' or lower(display_name) like :text escape '!'")
                    .append(officer.administrator() ? " or email_key like :text escape '!')" : ")");
            values.put("text", "%" + Line.folded(search.text()).replaceAll("([!%_])", "!$1") + "%");
        }
        if (search.state() != null) {
            where.append(" and state = :state");
            values.put("state", search.state().name());
        }
        if (search.role() != null && search.role() != Role.USER) { // which everybody is
            where.append(" and id in (select account from account_role where role = :role)");
            values.put("role", search.role().name());
        }
        List<Entry> found = jdbc.sql(SELECT + where + " order by id fetch first :limit rows only")
                .params(values)
                .query(Directory::entry)
                .list();
        Map<UserId, Set<Role>> roles = roles(found.stream().map(Entry::user).toList());
        return found.stream()
                .map(entry -> entry.with(roles.getOrDefault(entry.user(), entry.roles()))
                        .asSeenBy(officer))
                .toList();
    }

    /** @throws CommandRefused NOT_FOUND when there is no such account */
    Entry one(UserId user, Officer officer) {
        Entry entry = jdbc.sql(SELECT + "id = :id")
                .param("id", user.value())
                .query(Directory::entry)
                .optional()
                .orElseThrow(() -> new CommandRefused(Reason.NOT_FOUND, "There is no such account."));
        return entry.with(roles(List.of(user)).getOrDefault(user, entry.roles()))
                .asSeenBy(officer);
    }

    private static String named(AccountState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private Map<UserId, Set<Role>> roles(List<UserId> users) {
        Map<UserId, Set<Role>> roles = new HashMap<>();
        if (!users.isEmpty()) {
            jdbc.sql("select account, role from account_role where account in (:users)")
                    .param("users", users.stream().map(UserId::value).toList())
                    .query((row, number) -> roles.computeIfAbsent(
                                    new UserId(row.getObject("account", UUID.class)), user -> EnumSet.of(Role.USER))
                            .add(Role.valueOf(row.getString("role"))))
                    .list();
        }
        return roles;
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("username"),
                row.getString("display_name"),
                row.getString("email"),
                named(AccountState.valueOf(row.getString("state"))),
                Set.of(Role.USER),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
