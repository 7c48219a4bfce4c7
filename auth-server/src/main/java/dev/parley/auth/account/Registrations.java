package dev.parley.auth.account;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.mail.LetterKind;
import dev.parley.auth.mail.Letters;
import dev.parley.auth.password.Password;
import dev.parley.auth.password.PasswordHash;
import dev.parley.auth.password.PasswordHashing;
import dev.parley.auth.password.PasswordRules;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Adds accounts. A registration is answered once the command side knows the person, so that whoever got an id can be written to. */
@Component
public final class Registrations {

    private final Accounts accounts;
    private final PasswordHashing passwords;
    private final PasswordRules rules;
    private final Introductions introductions;
    private final Addresses addresses;
    private final Letters letters;
    private final Audit audit;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    Registrations(
            Accounts accounts,
            PasswordHashing passwords,
            PasswordRules rules,
            Introductions introductions,
            Addresses addresses,
            Letters letters,
            Audit audit,
            TransactionOperations transactions,
            Clock clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.rules = rules;
        this.introductions = introductions;
        this.addresses = addresses;
        this.letters = letters;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Asking again for an account that is not finished, with its password, finishes it: the first answer may have been lost.
     *
     * @throws InvalidInput TAKEN, naming the field
     * @throws dev.parley.api.CommandRefused when the command side is not there; the account is kept and finished later. RETRY_LATER
     *     when too many mails went to this address
     */
    public UserId register(NewAccount wanted, Password password, String trace) {
        Account account = unfinished(wanted, password).orElseGet(() -> add(wanted, password));
        introductions.introduce(account, trace);
        return account.id();
    }

    private Optional<Account> unfinished(NewAccount wanted, Password password) {
        Optional<Account> namesake = accounts.byUsername(wanted.username());
        if (namesake.isPresent()) {
            Account other = namesake.get();
            if (other.registered() || !wanted.describes(other) || !passwords.matches(password, other.password())) {
                throw new InvalidInput(Reason.TAKEN, "username", "Somebody has this user name already.");
            }
            return namesake;
        }
        if (accounts.looksTaken(wanted.username())) {
            throw new InvalidInput(
                    Reason.TAKEN, "username", "Somebody has, or had, a user name that looks like this one.");
        }
        addresses.requireFree(wanted.email());
        rules.check(
                "password", password, wanted.username().value(), wanted.email().value());
        addresses.countQuestion(wanted.email());
        return Optional.empty();
    }

    private Account add(NewAccount wanted, Password password) {
        try {
            UserId id = new UserId(ids.generate());
            PasswordHash hash = passwords.hash(password);
            transactions.executeWithoutResult(transaction -> {
                addresses.release(wanted.email());
                accounts.add(id, wanted, hash, clock.instant());
                letters.post(LetterKind.EMAIL_VERIFICATION, id.toString(), LocaleContextHolder.getLocale());
                audit.note(AuditEntry.of(AuditKind.REGISTERED).by(id));
            });
            return accounts.byId(id).orElseThrow();
        } catch (DuplicateKeyException e) {
            // Somebody was faster between our look and our insert; whoever it was is there now.
            return unfinished(wanted, password).orElseThrow(() -> e);
        }
    }
}
