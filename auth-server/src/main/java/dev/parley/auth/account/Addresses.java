package dev.parley.auth.account;

import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Whose an e-mail address is. Whoever answered a mail there has it for good. Whoever only said so has it for a day: after that it goes
 * to the next who asks, so that nobody can keep somebody else from their own address. Until then its owner helps themselves: a
 * reset of the password reaches them and nobody else.
 */
@Component
final class Addresses {

    private final Accounts accounts;
    private final AccountChanges changes;
    private final AccountSettings settings;
    private final Clock clock;

    Addresses(Accounts accounts, AccountChanges changes, AccountSettings settings, Clock clock) {
        this.accounts = accounts;
        this.changes = changes;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws InvalidInput TAKEN */
    void requireFree(EmailAddress wanted) {
        if (accounts.byLikenessOf(wanted).filter(holder -> !hasLapsed(holder)).isPresent()) {
            throw new InvalidInput(Reason.TAKEN, "email", "Somebody has this e-mail address already.");
        }
    }

    /** Takes a lapsed claim to it, if there is one, away. In the transaction that gives it to somebody else. */
    void release(EmailAddress wanted) {
        accounts.byLikenessOf(wanted).filter(this::hasLapsed).ifPresent(holder -> changes.loseEmail(holder.id()));
    }

    private boolean hasLapsed(Account holder) {
        return !holder.emailVerified()
                && holder.emailSince().plus(settings.emailClaim()).isBefore(clock.instant());
    }
}
