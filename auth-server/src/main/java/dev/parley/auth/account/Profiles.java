package dev.parley.auth.account;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.Profile;
import dev.parley.api.people.UserId;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * How people show themselves. The account's row has the truth, and says that the command side is still to be told: everybody else sees a
 * change at once when it is there, and as soon as it is when it is not.
 */
@Component
public final class Profiles {

    private final Accounts accounts;
    private final AccountChanges changes;
    private final Introductions introductions;
    private final Audit audit;
    private final TransactionOperations transactions;

    Profiles(
            Accounts accounts,
            AccountChanges changes,
            Introductions introductions,
            Audit audit,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.changes = changes;
        this.introductions = introductions;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** @throws CommandRefused NOT_FOUND when the account is gone */
    public Account of(UserId user) {
        return known(accounts.byId(user));
    }

    /** An address that waits to be verified. */
    public Optional<String> wantedEmail(UserId user) {
        return accounts.wantedEmail(user);
    }

    /** @throws dev.parley.api.InvalidInput naming the first field that is outside its limits; then nothing has changed */
    public Account change(UserId user, ProfileChange change, String trace) {
        transactions.executeWithoutResult(transaction -> {
            Account account = known(accounts.lock(user));
            Profile after = change.applyTo(account.profile());
            if (!after.equals(account.profile())) {
                changes.profile(user, after);
                audit.note(AuditEntry.of(AuditKind.PROFILE_CHANGED).by(user));
            }
        });
        introductions.tellIfPossible(user, trace);
        return of(user);
    }

    private static Account known(Optional<Account> account) {
        return account.orElseThrow(() -> new CommandRefused(Reason.NOT_FOUND, "There is no such account."));
    }
}
