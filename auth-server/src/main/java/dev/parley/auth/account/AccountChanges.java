package dev.parley.auth.account;

import dev.parley.api.people.Profile;
import dev.parley.api.people.UserId;
import dev.parley.auth.password.PasswordHash;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What changes about an account. All of it runs in the caller's transaction, under the account's lock. */
@Repository
final class AccountChanges {

    private final JdbcClient jdbc;
    private final Clock clock;

    AccountChanges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void password(UserId user, PasswordHash hash) {
        jdbc.sql("update account set password_hash = :hash where id = :id")
                .param("hash", hash.encoded())
                .param("id", user.value())
                .update();
    }

    /** The same password in a better hash, unless it was changed meanwhile. */
    void rehash(Account account, PasswordHash better) {
        jdbc.sql("update account set password_hash = :better where id = :id and password_hash = :before")
                .param("better", better.encoded())
                .param("id", account.id().value())
                .param("before", account.password().encoded())
                .update();
    }

    void profile(UserId user, Profile profile) {
        jdbc.sql("""
                update account set display_name = :displayName, avatar = :avatar, status_text = :status, locale = :locale,
                  attributes = :attributes, profile_edition = profile_edition + 1, told = false
                where id = :id
                """)
                .param("displayName", profile.displayName())
                .param("avatar", profile.avatar())
                .param("status", profile.status())
                .param("locale", profile.locale())
                .param("attributes", AccountRows.attributes(profile))
                .param("id", user.value())
                .update();
    }

    void state(UserId user, AccountState state, UserId by) {
        jdbc.sql("""
                update account set state = :state, state_by = :by, state_edition = state_edition + 1, told = false
                where id = :id
                """)
                .param("state", state.name())
                .param("by", by.value())
                .param("id", user.value())
                .update();
    }

    /** Forgets everything but the id and how the user name looked. The keys that stay are nobody's: no name holds a colon. */
    void forget(UserId user) {
        jdbc.sql("""
                update account set username = '', username_key = :nobody, email = '', email_key = :nobody, email_likeness = :nobody,
                  email_verified = false, wanted_email = null, display_name = '', avatar = null, status_text = null, locale = null,
                  attributes = '{}', password_hash = ''
                where id = :id
                """).param("nobody", nobody(user)).param("id", user.value()).update();
        jdbc.sql("delete from mail_link where account = :id")
                .param("id", user.value())
                .update();
    }

    void wantEmail(UserId user, EmailAddress email) {
        jdbc.sql("update account set wanted_email = :email where id = :id")
                .param("email", email.value())
                .param("id", user.value())
                .update();
    }

    /** Their mailbox, proved. */
    void email(UserId user, EmailAddress email) {
        jdbc.sql("""
                update account set email = :email, email_key = :key, email_likeness = :likeness, email_verified = true,
                  email_since = :now, wanted_email = null
                where id = :id
                """)
                .param("email", email.value())
                .param("key", email.key())
                .param("likeness", email.likeness())
                .param("now", Accounts.utc(clock.instant()))
                .param("id", user.value())
                .update();
    }

    /** The address that they have is theirs. */
    void verified(UserId user) {
        jdbc.sql("update account set email_verified = true where id = :id")
                .param("id", user.value())
                .update();
    }

    /** Takes an address away that was claimed and never proved. */
    void loseEmail(UserId user) {
        jdbc.sql("""
                update account set email = '', email_key = :nobody, email_likeness = :nobody
                where id = :id and email_verified = false
                """).param("nobody", nobody(user)).param("id", user.value()).update();
        jdbc.sql("delete from mail_link where account = :id")
                .param("id", user.value())
                .update();
    }

    private static String nobody(UserId user) {
        return ":" + user;
    }
}
