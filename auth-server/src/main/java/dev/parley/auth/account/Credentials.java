package dev.parley.auth.account;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.input.Line;
import dev.parley.auth.password.Password;
import dev.parley.auth.password.PasswordHash;
import dev.parley.auth.password.PasswordHashing;
import dev.parley.auth.password.PasswordHashing.Turn;
import dev.parley.auth.throttle.Guess;
import dev.parley.auth.throttle.LockOut;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells whether people are who they say they are. */
@Component
public final class Credentials {

    private final Accounts accounts;
    private final AccountChanges changes;
    private final PasswordHashing passwords;
    private final Introductions introductions;
    private final AccountSettings settings;
    private final LockOut lockOut;
    private final Audit audit;

    Credentials(
            Accounts accounts,
            AccountChanges changes,
            PasswordHashing passwords,
            Introductions introductions,
            AccountSettings settings,
            LockOut lockOut,
            Audit audit) {
        this.accounts = accounts;
        this.changes = changes;
        this.passwords = passwords;
        this.introductions = introductions;
        this.lockOut = lockOut;
        this.settings = settings;
        this.audit = audit;
    }

    /**
     * The account of this user name or e-mail address and password, known to the command side. A hash that is weaker than what we
     * would make today becomes one of today.
     *
     * @throws CommandRefused NOT_AUTHENTICATED, in the same words and after the same work whether or not there is such an account;
     *     RETRY_LATER after too many wrong passwords, for unknown names as well;
     *     after the right password, and only then, ACCOUNT_SUSPENDED or EMAIL_NOT_VERIFIED
     */
    public Account verify(String login, Password password, String trace) {
        Account account = passwords.inTurn(turn -> {
            Optional<Account> found = accounts.byLogin(login);
            return ifRight(turn, Line.folded(login), password, found).orElseThrow(() -> {
                audit.note(failure(found));
                return new CommandRefused(Reason.NOT_AUTHENTICATED, "There is no account with this name and password.");
            });
        });
        requireWelcome(account);
        if (passwords.isOutdated(account.password())) {
            changes.rehash(account, passwords.hash(password));
        }
        introductions.introduce(account, trace);
        return account;
    }

    /**
     * For what somebody who is signed in may only do with their password.
     *
     * @throws CommandRefused WRONG_PASSWORD; RETRY_LATER after too many of those
     */
    public Account confirm(UserId user, Password password) {
        return passwords
                .inTurn(turn -> ifRight(turn, user.toString(), password, accounts.byId(user)))
                .orElseThrow(() -> new CommandRefused(Reason.WRONG_PASSWORD, "This is not your password."));
    }

    /**
     * The account of somebody who showed by other means, or earlier, who they are: a passkey, a password before the code.
     *
     * @throws CommandRefused NOT_AUTHENTICATED when it is gone, ACCOUNT_SUSPENDED or EMAIL_NOT_VERIFIED
     */
    public Account welcome(UserId user, String trace) {
        Account account = accounts.byId(user)
                .orElseThrow(() -> new CommandRefused(Reason.NOT_AUTHENTICATED, "There is no such account any more."));
        requireWelcome(account);
        introductions.introduce(account, trace);
        return account;
    }

    private void requireWelcome(Account account) {
        if (account.state() != AccountState.ACTIVE) {
            throw new CommandRefused(Reason.ACCOUNT_SUSPENDED, "This account is suspended.");
        }
        if (!account.emailVerified() && !settings.unverifiedMaySignIn()) {
            throw new CommandRefused(
                    Reason.EMAIL_NOT_VERIFIED,
                    "Open the link in the mail that we sent to your address first; resetting the password sends another one.");
        }
    }

    /** @param login as it is counted by when it is wrong, whether or not there is such an account */
    private Optional<Account> ifRight(Turn turn, String login, Password password, Optional<Account> account) {
        PasswordHash hash = account.map(Account::password).orElse(null);
        boolean right = lockOut.attempt(Guess.PASSWORD, login, () -> turn.matches(password, hash));
        return right ? account : Optional.empty();
    }

    /** Without what was typed as a name: people type passwords there. */
    private static AuditEntry failure(Optional<Account> account) {
        AuditEntry entry = AuditEntry.of(AuditKind.SIGN_IN_FAILED);
        return account.map(Account::id).map(entry::to).orElse(entry);
    }
}
