package dev.parley.auth.account;

import dev.parley.api.people.UserId;
import dev.parley.auth.input.Line;
import dev.parley.auth.password.PasswordHash;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The accounts of this installation: who is there. Nobody who was erased is found by anything but the outbox. The database holds that
 * user names and e-mail addresses are unique, and that no two look alike.
 */
@Repository
public final class Accounts {

    /** Every UUID is larger. */
    private static final UUID LEAST = new UUID(0, 0);

    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @throws DuplicateKeyException when the user name or the e-mail address, or one that looks like it, belongs to somebody already */
    void add(UserId id, NewAccount wanted, PasswordHash password, Instant now) {
        jdbc.sql("""
                insert into account
                  (id, username, username_key, username_likeness, email, email_key, email_likeness, email_since, display_name,
                   password_hash, registered, created_at)
                values (:id, :username, :usernameKey, :usernameLikeness, :email, :emailKey, :emailLikeness, :now, :displayName,
                   :passwordHash, false, :now)
                """)
                .param("id", id.value())
                .param("username", wanted.username().value())
                .param("usernameKey", wanted.username().key())
                .param("usernameLikeness", wanted.username().likeness())
                .param("email", wanted.email().value())
                .param("emailKey", wanted.email().key())
                .param("emailLikeness", wanted.email().likeness())
                .param("displayName", wanted.displayName())
                .param("passwordHash", password.encoded())
                .param("now", utc(now))
                .update();
    }

    public Optional<Account> byId(UserId user) {
        return by("id", user.value(), "");
    }

    /** Makes everybody else who changes this account wait until the transaction ends. */
    Optional<Account> lock(UserId user) {
        return by("id", user.value(), " for update");
    }

    Optional<Account> byUsername(Username username) {
        return by("username_key", username.key(), "");
    }

    Optional<Account> byEmail(EmailAddress email) {
        return by("email_key", email.key(), "");
    }

    /** Whether somebody has, or had, a user name that looks like this one. */
    boolean looksTaken(Username username) {
        return jdbc.sql("select 1 from account where username_likeness = :likeness")
                .param("likeness", username.likeness())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** The account whose address is this one or looks like it. */
    Optional<Account> byLikenessOf(EmailAddress email) {
        return by("email_likeness", email.likeness(), "");
    }

    /** The account that somebody means who types this at sign-in: a user name or an e-mail address, however written. */
    Optional<Account> byLogin(String typed) {
        return typed.indexOf('@') < 0
                ? by("username_key", Line.folded(typed), "")
                : by("email_key", EmailAddress.keyOf(typed), "");
    }

    /** The address that they want and have not proved yet. */
    Optional<String> wantedEmail(UserId user) {
        return jdbc.sql("select wanted_email from account where id = :id and wanted_email is not null")
                .param("id", user.value())
                .query(String.class)
                .optional();
    }

    /** The account as it stands for the command side, even when it is erased. */
    Optional<Account> forTelling(UserId user) {
        return jdbc.sql(AccountRows.SELECT + "where id = :id")
                .param("id", user.value())
                .query(AccountRows::account)
                .optional();
    }

    /** Up to {@code limit} accounts of which the command side may not know all, and that were added before {@code age}; by id, after the given one. */
    List<UserId> untold(Optional<UserId> after, Instant age, int limit) {
        return jdbc.sql("""
                select id from account where told = false and id > :after and created_at <= :age
                order by id fetch first :limit rows only
                """)
                .param("after", after.map(UserId::value).orElse(LEAST))
                .param("age", utc(age))
                .param("limit", limit)
                .query((row, number) -> new UserId(row.getObject("id", UUID.class)))
                .list();
    }

    /** The command side knows the account as it stood when it was read; whatever changed since then is still to be told. */
    void markTold(Account told) {
        jdbc.sql("update account set registered = true where id = :id and registered = false")
                .param("id", told.id().value())
                .update();
        jdbc.sql("""
                update account set told = true
                where id = :id and profile_edition = :profileEdition and state_edition = :stateEdition
                """)
                .param("id", told.id().value())
                .param("profileEdition", told.profileEdition())
                .param("stateEdition", told.stateEdition())
                .update();
    }

    /** Gives back the names of an account that never came to be. */
    void withdraw(UserId id) {
        jdbc.sql(
                        "delete from mail_link where account = :id and exists (select 1 from account where id = :id and registered = false)")
                .param("id", id.value())
                .update();
        jdbc.sql("delete from account where id = :id and registered = false")
                .param("id", id.value())
                .update();
    }

    /** As precise as the databases are: they round what is finer, also up. */
    static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time.truncatedTo(ChronoUnit.MICROS), ZoneOffset.UTC);
    }

    private Optional<Account> by(String column, Object key, String lock) {
        return jdbc.sql(AccountRows.SELECT + "where " + column + " = :key and state <> 'ERASED'" + lock)
                .param("key", key)
                .query(AccountRows::account)
                .optional();
    }
}
