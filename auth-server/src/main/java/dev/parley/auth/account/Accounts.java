package dev.parley.auth.account;

import dev.parley.api.people.UserId;
import dev.parley.auth.input.Line;
import dev.parley.auth.password.PasswordHash;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The accounts of this installation. The database holds that user names and e-mail addresses are unique. */
@Repository
final class Accounts {

    private static final String SELECT =
            "select id, username, username_key, email_key, display_name, password_hash, registered from account ";
    /** Every UUID is larger. */
    private static final UUID LEAST = new UUID(0, 0);

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws DuplicateKeyException when the user name or the e-mail address belongs to somebody already */
    Account add(UserId id, NewAccount wanted, PasswordHash password, Instant now) {
        jdbc.sql("""
                insert into account
                  (id, username, username_key, email, email_key, display_name, password_hash, registered, created_at)
                values (:id, :username, :usernameKey, :email, :emailKey, :displayName, :passwordHash, false, :createdAt)
                """)
                .param("id", id.value())
                .param("username", wanted.username().value())
                .param("usernameKey", wanted.username().key())
                .param("email", wanted.email().value())
                .param("emailKey", wanted.email().key())
                .param("displayName", wanted.displayName())
                .param("passwordHash", password.encoded())
                .param("createdAt", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .update();
        return new Account(
                id,
                wanted.username().value(),
                wanted.username().key(),
                wanted.email().key(),
                wanted.displayName(),
                password,
                false);
    }

    Optional<Account> byUsername(Username username) {
        return by("username_key", username.key());
    }

    Optional<Account> byEmail(EmailAddress email) {
        return by("email_key", email.key());
    }

    /** The account that somebody means who types this at sign-in: a user name or an e-mail address, however written. */
    Optional<Account> byLogin(String typed) {
        return by(typed.indexOf('@') < 0 ? "username_key" : "email_key", Line.folded(typed));
    }

    /** Up to {@code limit} accounts that the command side may not know, and that were added before {@code age}; by id, after the given one. */
    List<Account> unregistered(Optional<UserId> after, Instant age, int limit) {
        return jdbc.sql(SELECT + """
                where registered = false and id > :after and created_at <= :age
                order by id fetch first :limit rows only
                """)
                .param("after", after.map(UserId::value).orElse(LEAST))
                .param("age", OffsetDateTime.ofInstant(age, ZoneOffset.UTC))
                .param("limit", limit)
                .query(Accounts::account)
                .list();
    }

    void markRegistered(UserId id) {
        jdbc.sql("update account set registered = true where id = :id")
                .param("id", id.value())
                .update();
    }

    /** Gives back the names of an account that never came to be. */
    void withdraw(UserId id) {
        jdbc.sql("delete from account where id = :id and registered = false")
                .param("id", id.value())
                .update();
    }

    private Optional<Account> by(String column, String key) {
        return jdbc.sql(SELECT + "where " + column + " = :key")
                .param("key", key)
                .query(Accounts::account)
                .optional();
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("username"),
                row.getString("username_key"),
                row.getString("email_key"),
                row.getString("display_name"),
                new PasswordHash(row.getString("password_hash")),
                row.getBoolean("registered"));
    }
}
