package dev.parley.auth.account;

import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.auth.account.MailLinks.Purpose;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.input.Secret;
import dev.parley.auth.mail.LetterKind;
import dev.parley.auth.mail.Letters;
import dev.parley.auth.password.Password;
import dev.parley.auth.throttle.Limit;
import dev.parley.auth.throttle.Throttle;
import java.util.Locale;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Makes sure that people read the mailbox whose address they give. A new address takes the place of the old one once it is verified. */
@Component
public final class EmailVerifications {

    private final Accounts accounts;
    private final AccountChanges changes;
    private final Addresses addresses;
    private final Credentials credentials;
    private final MailLinks links;
    private final Letters letters;
    private final Throttle throttle;
    private final Audit audit;
    private final TransactionOperations transactions;

    EmailVerifications(
            Accounts accounts,
            AccountChanges changes,
            Addresses addresses,
            Credentials credentials,
            MailLinks links,
            Letters letters,
            Throttle throttle,
            Audit audit,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.changes = changes;
        this.addresses = addresses;
        this.credentials = credentials;
        this.links = links;
        this.letters = letters;
        this.throttle = throttle;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Sends the mail again; nothing, when there is nothing to verify.
     *
     * @throws CommandRefused RETRY_LATER after too many mails
     */
    public void sendAgain(UserId user, Locale language) {
        throttle.take(Limit.MAILS, user.toString());
        toBeProved(user).map(EmailAddress::of).ifPresent(addresses::countQuestion);
        transactions.executeWithoutResult(
                transaction -> letters.post(LetterKind.EMAIL_VERIFICATION, user.toString(), language));
    }

    /**
     * Asks for another address by a mail to it. The old one stays until that is answered.
     *
     * @throws CommandRefused WRONG_PASSWORD: whoever has the mailbox has the account; RETRY_LATER after too many mails
     * @throws InvalidInput naming {@code email}: when it is none, or TAKEN
     */
    public void change(UserId user, Password password, String email, Locale language) {
        EmailAddress wanted = EmailAddress.of(email);
        credentials.confirm(user, password);
        addresses.requireUnproved(wanted, user);
        throttle.take(Limit.MAILS, user.toString());
        addresses.countQuestion(wanted);
        transactions.executeWithoutResult(transaction -> {
            accounts.lock(user);
            changes.wantEmail(user, wanted);
            links.end(user, Purpose.VERIFY);
            letters.post(LetterKind.EMAIL_VERIFICATION, user.toString(), language);
        });
    }

    /**
     * The mailbox is theirs.
     *
     * @throws CommandRefused LINK_EXPIRED
     * @throws InvalidInput TAKEN, when somebody else was faster
     */
    public void verify(Secret token, Locale language) {
        try {
            transactions.executeWithoutResult(transaction -> verified(token, language));
        } catch (DuplicateKeyException e) {
            throw new InvalidInput(Reason.TAKEN, "email", "Somebody has this e-mail address already.");
        }
    }

    private Optional<String> toBeProved(UserId user) {
        return accounts.wantedEmail(user)
                .or(() -> accounts.byId(user)
                        .filter(account -> !account.emailVerified())
                        .map(Account::email)
                        .filter(email -> !email.isEmpty()));
    }

    private void verified(Secret token, Locale language) {
        UserId user = links.look(token, Purpose.VERIFY).user();
        Account account = accounts.lock(user)
                .orElseThrow(() ->
                        new CommandRefused(Reason.LINK_EXPIRED, "The account that this link belongs to is gone."));
        EmailAddress address = EmailAddress.of(links.use(token, Purpose.VERIFY).address());
        addresses.take(address, user);
        changes.email(user, address);
        links.end(user, Purpose.RESET);
        audit.note(AuditEntry.of(AuditKind.EMAIL_VERIFIED).by(user));
        if (account.emailVerified() && !account.email().equals(address.value())) {
            letters.post(LetterKind.EMAIL_CHANGED, user + " " + account.email(), language);
        }
    }
}
