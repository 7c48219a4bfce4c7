package dev.parley.auth.account;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The links in mails: good once and for a while, one of each purpose, and a new one ends the one before. What is kept is enough to
 * recognise a link, and not to make one. All of it runs in the caller's transaction.
 */
@Repository
final class MailLinks {

    private static final int RANDOM_BYTES = 32;

    enum Purpose {
        RESET,
        VERIFY
    }

    /** Whose link it was, and which mailbox whoever used it can read. */
    record Used(UserId user, String address) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    MailLinks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Under the account's lock, so that there is never more than one. */
    Secret replace(UserId user, Purpose purpose, String address, Duration validity) {
        end(user, purpose);
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        Secret token = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        jdbc.sql("""
                insert into mail_link (fingerprint, account, purpose, address, expires_at)
                values (:fingerprint, :account, :purpose, :address, :expiresAt)
                """)
                .param("fingerprint", Fingerprint.of(token))
                .param("account", user.value())
                .param("purpose", purpose.name())
                .param("address", address)
                .param("expiresAt", Accounts.utc(clock.instant().plus(validity)))
                .update();
        return token;
    }

    void end(UserId user, Purpose purpose) {
        jdbc.sql("delete from mail_link where account = :account and purpose = :purpose")
                .param("account", user.value())
                .param("purpose", purpose.name())
                .update();
    }

    /** @throws CommandRefused LINK_EXPIRED when it is not, or no longer, good */
    Used look(Secret token, Purpose purpose) {
        return jdbc.sql("""
                select account, address from mail_link
                where fingerprint = :fingerprint and purpose = :purpose and expires_at > :now
                """)
                .param("fingerprint", Fingerprint.of(token))
                .param("purpose", purpose.name())
                .param("now", now())
                .query((row, number) ->
                        new Used(new UserId(row.getObject("account", UUID.class)), row.getString("address")))
                .optional()
                .orElseThrow(MailLinks::expired);
    }

    /** Takes the link: of two who use it at once, one gets it. */
    Used use(Secret token, Purpose purpose) {
        Used link = look(token, purpose);
        int taken = jdbc.sql("delete from mail_link where fingerprint = :fingerprint")
                .param("fingerprint", Fingerprint.of(token))
                .update();
        if (taken == 0) {
            throw expired();
        }
        return link;
    }

    private OffsetDateTime now() {
        return Accounts.utc(clock.instant());
    }

    private static CommandRefused expired() {
        return new CommandRefused(
                Reason.LINK_EXPIRED, "This link was used already, is too old, or a newer mail has another one.");
    }
}
