package dev.parley.auth.account;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.password.Password;
import dev.parley.auth.password.PasswordHash;
import dev.parley.auth.password.PasswordHashing;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tells whether people are who they say they are. */
@Component
public final class Credentials {

    private final Accounts accounts;
    private final PasswordHashing passwords;
    private final Introductions introductions;
    private final Audit audit;

    Credentials(Accounts accounts, PasswordHashing passwords, Introductions introductions, Audit audit) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.introductions = introductions;
        this.audit = audit;
    }

    /**
     * The account of this user name or e-mail address and password, known to the command side.
     *
     * @throws CommandRefused NOT_AUTHENTICATED, in the same words and after the same work whether or not there is such an account
     */
    public Account verify(String login, Password password, String trace) {
        Optional<Account> account = accounts.byLogin(login);
        PasswordHash hash = account.map(Account::password).orElse(null);
        if (!passwords.matches(password, hash) || account.isEmpty()) {
            audit.note(failure(account));
            throw new CommandRefused(Reason.NOT_AUTHENTICATED, "There is no account with this name and password.");
        }
        introductions.introduce(account.get(), trace);
        return account.get();
    }

    /** Without what was typed as a name: people type passwords there. */
    private static AuditEntry failure(Optional<Account> account) {
        AuditEntry entry = AuditEntry.of(AuditKind.SIGN_IN_FAILED);
        return account.map(Account::id).map(entry::to).orElse(entry);
    }
}
