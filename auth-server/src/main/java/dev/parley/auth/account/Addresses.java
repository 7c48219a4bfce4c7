package dev.parley.auth.account;

import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.auth.throttle.Limit;
import dev.parley.auth.throttle.Throttle;
import java.time.Clock;
import java.util.Optional;
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
    private final Throttle throttle;
    private final Clock clock;

    Addresses(Accounts accounts, AccountChanges changes, AccountSettings settings, Throttle throttle, Clock clock) {
        this.accounts = accounts;
        this.changes = changes;
        this.settings = settings;
        this.throttle = throttle;
        this.clock = clock;
    }

    /**
     * Counts a mail that asks whether an address is somebody's. Whoever reads mails there may never have heard of us, so however many accounts
     * ask for it, few mails arrive.
     *
     * @throws CommandRefused RETRY_LATER after too many
     */
    void countQuestion(EmailAddress unproved) {
        throttle.take(Limit.MAILS, "to " + unproved.key());
    }

    /** @throws InvalidInput TAKEN */
    void requireFree(EmailAddress wanted) {
        if (accounts.byLikenessOf(wanted).filter(holder -> !hasLapsed(holder)).isPresent()) {
            throw taken();
        }
    }

    /** Takes a lapsed claim to it, if there is one, away. In the transaction that gives it to somebody else. */
    void release(EmailAddress wanted) {
        accounts.byLikenessOf(wanted).filter(this::hasLapsed).ifPresent(holder -> changes.loseEmail(holder.id()));
    }

    /** @throws InvalidInput TAKEN when somebody else has proved that it is theirs */
    void requireUnproved(EmailAddress wanted, UserId by) {
        if (holderBut(by, wanted).filter(Account::emailVerified).isPresent()) {
            throw taken();
        }
    }

    /** Whoever proves an address gets it from whoever only claimed it. In the transaction that gives it to them. */
    void take(EmailAddress proved, UserId by) {
        requireUnproved(proved, by);
        holderBut(by, proved).ifPresent(claimant -> changes.loseEmail(claimant.id()));
    }

    private Optional<Account> holderBut(UserId user, EmailAddress address) {
        return accounts.byLikenessOf(address).filter(holder -> !holder.id().equals(user));
    }

    private static InvalidInput taken() {
        return new InvalidInput(Reason.TAKEN, "email", "Somebody has this e-mail address already.");
    }

    private boolean hasLapsed(Account holder) {
        return !holder.emailVerified()
                && holder.emailSince().plus(settings.emailClaim()).isBefore(clock.instant());
    }
}
