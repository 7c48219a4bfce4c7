package dev.parley.auth.account;

import dev.parley.api.people.UserId;
import dev.parley.auth.account.MailLinks.Purpose;
import dev.parley.auth.input.Secret;
import dev.parley.auth.mail.Letter;
import dev.parley.auth.mail.LetterWriter;
import dev.parley.auth.mail.MailMessage;
import dev.parley.auth.mail.Wording;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The letters about accounts. A letter's link is made here, when it is sent, so that it stands in the mail and nowhere else. */
@Component
final class AccountLetters implements LetterWriter {

    private final Accounts accounts;
    private final MailLinks links;
    private final AccountSettings settings;
    private final AuthorizationServerSettings server;
    private final TransactionOperations transactions;

    AccountLetters(
            Accounts accounts,
            MailLinks links,
            AccountSettings settings,
            AuthorizationServerSettings server,
            TransactionOperations transactions) {
        this.accounts = accounts;
        this.links = links;
        this.settings = settings;
        this.server = server;
        this.transactions = transactions;
    }

    @Override
    public Optional<MailMessage> write(Letter letter) {
        return switch (letter.kind()) {
            case PASSWORD_RESET -> accounts.byLogin(letter.about()).flatMap(account -> reset(account, letter));
            case EMAIL_VERIFICATION -> byId(letter.about()).flatMap(account -> verification(account, letter));
            case PASSWORD_CHANGED,
                    AUTHENTICATOR_ADDED,
                    AUTHENTICATOR_REMOVED,
                    RECOVERY_CODES_RENEWED,
                    PASSKEY_ADDED,
                    PASSKEY_REMOVED ->
                byId(letter.about()).flatMap(account -> notice(account, account.email(), letter));
            case EMAIL_CHANGED -> {
                String[] idAndAddress = letter.about().split(" ", 2);
                yield byId(idAndAddress[0]).flatMap(account -> notice(account, idAndAddress[1], letter));
            }
        };
    }

    @Override
    public Optional<UserId> addressee(Letter letter) {
        return switch (letter.kind()) {
            case PASSWORD_RESET -> accounts.byLogin(letter.about()).map(Account::id);
            case EMAIL_CHANGED -> Optional.of(UserId.of(letter.about().split(" ", 2)[0]));
            default -> Optional.of(UserId.of(letter.about()));
        };
    }

    private Optional<MailMessage> reset(Account account, Letter letter) {
        if (account.email().isEmpty() || account.state() != AccountState.ACTIVE) {
            return Optional.empty();
        }
        Secret token = link(account.id(), Purpose.RESET, account.email(), settings.passwordLink());
        return Optional.of(mail(
                account,
                account.email(),
                letter,
                "/id/reset?token=" + token.value(),
                settings.passwordLink().toMinutes()));
    }

    private Optional<MailMessage> verification(Account account, Letter letter) {
        String address = accounts.wantedEmail(account.id()).orElse(account.emailVerified() ? "" : account.email());
        if (address.isEmpty()) {
            return Optional.empty();
        }
        Secret token = link(account.id(), Purpose.VERIFY, address, settings.verificationLink());
        return Optional.of(mail(
                account,
                address,
                letter,
                "/id/verify?token=" + token.value(),
                settings.verificationLink().toHours()));
    }

    private Optional<MailMessage> notice(Account account, String address, Letter letter) {
        return address.isEmpty() ? Optional.empty() : Optional.of(mail(account, address, letter, null, 0));
    }

    private MailMessage mail(Account account, String address, Letter letter, @Nullable String path, long validity) {
        Locale language = account.languageOr(letter.language());
        String link = path == null ? null : server.getIssuer() + path;
        return Wording.of(letter.kind(), address, language, account.username(), link, validity);
    }

    private Secret link(UserId user, Purpose purpose, String address, Duration validity) {
        Secret token = transactions.execute(transaction -> {
            accounts.lock(user);
            return links.replace(user, purpose, address, validity);
        });
        if (token == null) {
            throw new IllegalStateException("A transaction made no link.");
        }
        return token;
    }

    private Optional<Account> byId(String id) {
        return accounts.byId(UserId.of(id));
    }
}
