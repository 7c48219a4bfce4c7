package dev.parley.auth.account;

import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.people.UserId;
import dev.parley.auth.account.MailLinks.Purpose;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.input.Line;
import dev.parley.auth.input.Secret;
import dev.parley.auth.mail.LetterKind;
import dev.parley.auth.mail.Letters;
import dev.parley.auth.password.Password;
import dev.parley.auth.password.PasswordHash;
import dev.parley.auth.password.PasswordHashing;
import dev.parley.auth.password.PasswordRules;
import dev.parley.auth.throttle.Limit;
import dev.parley.auth.throttle.Throttle;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Changes passwords: of people who know theirs, and of people who can read the mailbox of their account. */
@Component
public final class Passwords {

    private static final int MAX_LOGIN = 254;

    private final Accounts accounts;
    private final AccountChanges changes;
    private final Credentials credentials;
    private final PasswordHashing hashing;
    private final PasswordRules rules;
    private final MailLinks links;
    private final Letters letters;
    private final Throttle throttle;
    private final OpenSessions sessions;
    private final Audit audit;
    private final TransactionOperations transactions;

    Passwords(
            Accounts accounts,
            AccountChanges changes,
            Credentials credentials,
            PasswordHashing hashing,
            PasswordRules rules,
            MailLinks links,
            Letters letters,
            Throttle throttle,
            OpenSessions sessions,
            Audit audit,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.changes = changes;
        this.credentials = credentials;
        this.hashing = hashing;
        this.rules = rules;
        this.links = links;
        this.letters = letters;
        this.throttle = throttle;
        this.sessions = sessions;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Changes the password of somebody who is signed in, and signs them out everywhere else.
     *
     * @param session the one that they are acting from; it stays
     * @throws CommandRefused WRONG_PASSWORD
     * @throws InvalidInput naming {@code field}, when the new one is not acceptable
     */
    public void change(UserId user, String session, Password current, Password wanted, String field, Locale language) {
        Account account = credentials.confirm(user, current);
        rules.check(field, wanted, account.username(), account.email());
        PasswordHash hash = hashing.hash(wanted);
        transactions.executeWithoutResult(transaction -> {
            keep(user, hash, language);
            sessions.endAllBut(user, session);
        });
    }

    /**
     * Sends a link to a new password to whom this user name or e-mail address belongs, if to anybody. Who that is gets looked up when
     * the mail is written: whoever asks learns nothing, not even by a clock.
     *
     * @throws InvalidInput when this can be no login
     */
    public void askForReset(String field, String login, Locale language) {
        String typed = login.strip();
        if (typed.isEmpty() || typed.length() > MAX_LOGIN || typed.codePoints().anyMatch(Passwords::isUnwritable)) {
            throw new InvalidInput(
                    field, "The field " + field + " has 1 to " + MAX_LOGIN + " characters, none of them invisible.");
        }
        throttle.take(
                Limit.MAILS, Line.folded(typed)); // by what was typed: it must not show whether anybody has that name
        transactions.executeWithoutResult(transaction -> {
            letters.post(LetterKind.PASSWORD_RESET, typed, language);
            audit.note(AuditEntry.of(AuditKind.PASSWORD_RESET_ASKED));
        });
    }

    /** @throws CommandRefused LINK_EXPIRED, when asking for a new password with it would be in vain */
    public void requireGood(Secret token) {
        links.look(token, Purpose.RESET);
    }

    /**
     * Sets the password of the account that the link was sent to, and signs them out everywhere. The link proves the mailbox too.
     *
     * @throws CommandRefused LINK_EXPIRED when the link is not good any more
     * @throws InvalidInput naming {@code password}, when it is not acceptable; the link stays good
     */
    public void reset(Secret token, Password wanted, Locale language) {
        UserId user = links.look(token, Purpose.RESET).user();
        Optional<Account> account = accounts.byId(user);
        rules.check(
                "password",
                wanted,
                account.map(Account::username).orElse(""),
                account.map(Account::email).orElse(""));
        PasswordHash hash = hashing.hash(wanted);
        transactions.executeWithoutResult(transaction -> {
            Optional<Account> locked = accounts.lock(user);
            MailLinks.Used link = links.use(token, Purpose.RESET);
            keep(user, hash, language);
            sessions.endAll(user);
            locked.filter(one -> one.email().equals(link.address()) && !one.emailVerified())
                    .ifPresent(one -> changes.verified(user));
        });
    }

    private void keep(UserId user, PasswordHash hash, Locale language) {
        changes.password(user, hash);
        links.end(user, Purpose.RESET);
        letters.post(LetterKind.PASSWORD_CHANGED, user.toString(), language);
        audit.note(AuditEntry.of(AuditKind.PASSWORD_CHANGED).by(user));
    }

    private static boolean isUnwritable(int letter) {
        return Character.isISOControl(letter) || Character.getType(letter) == Character.SURROGATE;
    }
}
