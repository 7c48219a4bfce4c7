package dev.parley.auth.account;

import dev.parley.api.people.Profile;
import dev.parley.api.people.UserId;
import dev.parley.auth.password.PasswordHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** How an account stands in its row. */
final class AccountRows {

    static final String SELECT = """
            select id, username, username_key, email, email_key, email_verified, email_since, display_name, avatar, status_text, locale, attributes,
                   password_hash, state, state_by, registered, told, profile_edition, state_edition
            from account\s""";

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

    private AccountRows() {}

    static Account account(ResultSet row, int number) throws SQLException {
        UserId id = new UserId(row.getObject("id", UUID.class));
        UUID stateBy = row.getObject("state_by", UUID.class);
        return new Account(
                id,
                row.getString("username"),
                row.getString("username_key"),
                row.getString("email"),
                row.getString("email_key"),
                row.getBoolean("email_verified"),
                row.getObject("email_since", OffsetDateTime.class).toInstant(),
                new PasswordHash(row.getString("password_hash")),
                profile(row),
                AccountState.valueOf(row.getString("state")),
                stateBy == null ? id : new UserId(stateBy),
                row.getBoolean("registered"),
                row.getBoolean("told"),
                row.getLong("profile_edition"),
                row.getLong("state_edition"));
    }

    static String attributes(Profile profile) {
        return JSON.writeValueAsString(profile.attributes());
    }

    private static Profile profile(ResultSet row) throws SQLException {
        return new Profile(
                row.getString("display_name"),
                text(row, "avatar"),
                text(row, "status_text"),
                text(row, "locale"),
                JSON.readValue(row.getString("attributes"), ATTRIBUTES));
    }

    private static @Nullable String text(ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }
}
