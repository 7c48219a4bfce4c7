package dev.parley.auth.account;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.password.Password;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Suspends, reinstates and erases accounts. Who may do that to whom is decided before. Everything they are signed in with ends in the
 * same transaction; the command side is told right away, or as soon as it is there. What is so already stays so.
 */
@Component
public final class AccountStates {

    private final Accounts accounts;
    private final AccountChanges changes;
    private final Introductions introductions;
    private final Credentials credentials;
    private final OpenSessions sessions;
    private final List<KeptOfPeople> keptElsewhere;
    private final Audit audit;
    private final TransactionOperations transactions;

    AccountStates(
            Accounts accounts,
            AccountChanges changes,
            Introductions introductions,
            Credentials credentials,
            OpenSessions sessions,
            List<KeptOfPeople> keptElsewhere,
            Audit audit,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.changes = changes;
        this.introductions = introductions;
        this.credentials = credentials;
        this.sessions = sessions;
        this.keptElsewhere = keptElsewhere;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** @throws CommandRefused NOT_FOUND when there is no such account */
    public void suspend(UserId whom, UserId by, String trace) {
        transactions.executeWithoutResult(transaction -> {
            if (locked(whom).state() == AccountState.ACTIVE) {
                keptElsewhere.forEach(kept -> kept.suspend(whom));
                changes.state(whom, AccountState.SUSPENDED, by);
                sessions.shutOut(whom);
                audit.note(AuditEntry.of(AuditKind.ACCOUNT_SUSPENDED).by(by, whom));
            }
        });
        introductions.tellIfPossible(whom, trace);
    }

    /** @throws CommandRefused NOT_FOUND when there is no such account, or not any more */
    public void reinstate(UserId whom, UserId by, String trace) {
        transactions.executeWithoutResult(transaction -> {
            if (locked(whom).state() == AccountState.SUSPENDED) {
                changes.state(whom, AccountState.ACTIVE, by);
                audit.note(AuditEntry.of(AuditKind.ACCOUNT_REINSTATED).by(by, whom));
            }
        });
        introductions.tellIfPossible(whom, trace);
    }

    /**
     * Forgets somebody for good: credentials, addresses, name and profile. The e-mail address is free again, because its mailbox is
     * somebody's; the user name is not, because what was said under it would seem to be said by whoever had it next.
     *
     * @throws CommandRefused NOT_FOUND when there is no such account; UNAVAILABLE when a registration has to be finished first
     */
    public void erase(UserId whom, UserId by, String trace) {
        introductions.introduce(known(accounts.byId(whom).orElse(null)), trace);
        transactions.executeWithoutResult(transaction -> {
            locked(whom);
            sessions.shutOut(whom);
            keptElsewhere.forEach(kept -> kept.erase(whom));
            changes.forget(whom);
            changes.state(whom, AccountState.ERASED, by);
            audit.note(AuditEntry.of(AuditKind.ACCOUNT_ERASED).by(by, whom));
        });
        introductions.tellIfPossible(whom, trace);
    }

    /**
     * Erases one's own account.
     *
     * @throws CommandRefused WRONG_PASSWORD
     */
    public void leave(UserId user, Password password, String trace) {
        credentials.confirm(user, password);
        erase(user, user, trace);
    }

    private Account locked(UserId user) {
        return known(accounts.lock(user).orElse(null));
    }

    private static Account known(@org.jspecify.annotations.Nullable Account account) {
        if (account == null) {
            throw new CommandRefused(Reason.NOT_FOUND, "There is no such account.");
        }
        return account;
    }
}
