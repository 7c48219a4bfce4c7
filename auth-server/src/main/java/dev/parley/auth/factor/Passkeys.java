package dev.parley.auth.factor;

import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.input.Line;
import dev.parley.auth.mail.LetterKind;
import dev.parley.auth.oauth.TokenSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** People's passkeys: they add, list and remove them, and sign in with them. The password stays, so the last one may go, too. */
@Component
public final class Passkeys {

    /** What audit entries call one. */
    private static final String NAME = "passkey";

    private static final int MAX_NAME = 64;
    private static final int MOST = 20;

    private final WebAuthnRelyingPartyOperations operations;
    private final PasskeyPeople people;
    private final PasskeyRows rows;
    private final FactorNotes notes;
    private final TransactionOperations transactions;
    private final PasskeyOrigin origin;

    Passkeys(
            WebAuthnRelyingPartyOperations passkeyOperations,
            PasskeyPeople people,
            PasskeyRows rows,
            FactorNotes notes,
            TransactionOperations transactions,
            TokenSettings settings) {
        this.operations = passkeyOperations;
        this.people = people;
        this.rows = rows;
        this.notes = notes;
        this.transactions = transactions;
        this.origin = PasskeyOrigin.of(settings);
    }

    /** Whether browsers make passkeys for where we are. */
    public boolean possible() {
        return origin.takesPasskeys();
    }

    /**
     * What to ask the browser for so that it makes one.
     *
     * @throws InvalidInput when its name is none
     * @throws CommandRefused CONFLICT when there are {@value #MOST} of them
     */
    public NewPasskey begin(UserId user, String name) {
        String line = Line.of("name", name, MAX_NAME);
        if (of(user).size() >= MOST) {
            throw new CommandRefused(
                    Reason.CONFLICT, "You have " + MOST + " passkeys, and that is the most; remove one first.");
        }
        return new NewPasskey(
                line,
                operations.createPublicKeyCredentialCreationOptions(
                        new ImmutablePublicKeyCredentialCreationOptionsRequest(
                                UsernamePasswordAuthenticationToken.authenticated(user.toString(), null, List.of()))));
    }

    /**
     * Keeps the passkey that a browser made.
     *
     * @param credential its answer, as JSON
     * @throws InvalidInput when it was made elsewhere, for somebody or something else, or without looking who is there
     */
    public void add(UserId user, NewPasskey wanted, String credential) {
        try {
            requireSame(
                    wanted.options().getUser().getId(),
                    people.findByUsername(user.toString()).getId());
            var made = new ImmutableRelyingPartyRegistrationRequest(
                    wanted.options(), new RelyingPartyPublicKey(PasskeyJson.made(credential), wanted.name()));
            transactions.executeWithoutResult(transaction -> {
                operations.registerCredential(made);
                notes.added(user, NAME, LetterKind.PASSKEY_ADDED);
            });
        } catch (RuntimeException e) {
            note(e, AuditEntry.of(AuditKind.FACTOR_FAILED).by(user));
            throw new InvalidInput(NAME, "This passkey was not made here and now; try again.");
        }
    }

    /** What to ask the browser for so that it signs somebody in. It knows itself whom it has passkeys for. */
    public PublicKeyCredentialRequestOptions ask() {
        return operations.createCredentialRequestOptions(new ImmutablePublicKeyCredentialRequestOptionsRequest(null));
    }

    /**
     * Whom this signs in.
     *
     * @param credential the browser's answer, as JSON
     * @throws InvalidInput when the passkey is none of ours, or answers for another origin or an earlier question, or is a copy
     */
    public KeyHolder signIn(PublicKeyCredentialRequestOptions asked, String credential) {
        AuditEntry entry = AuditEntry.of(AuditKind.FACTOR_FAILED);
        try {
            var answer = PasskeyJson.used(credential);
            CredentialRecord passkey = Optional.ofNullable(rows.findByCredentialId(answer.getRawId()))
                    .orElseThrow(() -> new IllegalArgumentException("unknown"));
            UserId owner = people.userOf(passkey.getUserEntityUserId()).orElseThrow();
            entry = entry.to(owner);
            Bytes handle = answer.getResponse().getUserHandle();
            requireSame(passkey.getUserEntityUserId(), handle == null ? passkey.getUserEntityUserId() : handle);
            operations.authenticate(new RelyingPartyAuthenticationRequest(asked, answer));
            return new KeyHolder(owner, passkey.isBackupEligible());
        } catch (RuntimeException e) {
            note(e, entry);
            throw new InvalidInput(
                    NAME, "This passkey is not one of an account here, or its answer is not to our question.");
        }
    }

    public List<View> of(UserId user) {
        return rows.of(user).stream().map(View::of).toList();
    }

    /** Does nothing when it is not theirs, or not there any more. */
    public void remove(UserId user, String passkey) {
        of(user).stream().filter(view -> view.id().equals(passkey)).forEach(view -> remove(user, user, view));
    }

    void removeAll(UserId user, UserId by) {
        of(user).forEach(view -> remove(user, by, view));
    }

    private void remove(UserId user, UserId by, View passkey) {
        transactions.executeWithoutResult(transaction -> {
            rows.delete(Bytes.fromBase64(passkey.id()));
            notes.removed(user, by, NAME, LetterKind.PASSKEY_REMOVED);
        });
    }

    /** The library has one exception per rule and no common one of its own; a database that is away is none of them. */
    private void note(RuntimeException refusal, AuditEntry entry) {
        if ((refusal instanceof DataAccessException || refusal instanceof TransactionException)
                && !(refusal instanceof DuplicateKeyException)) {
            throw refusal;
        }
        notes.failed(entry.with("factor", NAME).with("why", refusal.getClass().getSimpleName()));
    }

    private static void requireSame(Bytes one, Bytes other) {
        if (!one.equals(other)) {
            throw new IllegalArgumentException("This is about somebody else.");
        }
    }

    /**
     * Somebody who showed that they hold a passkey.
     *
     * @param synced whether it may be on several of their devices; else it never leaves one
     */
    public record KeyHolder(UserId user, boolean synced) {}

    /** One passkey as its person sees it. */
    public record View(String id, String name, Instant createdAt, Instant usedAt) {

        static View of(CredentialRecord passkey) {
            return new View(
                    passkey.getCredentialId().toBase64UrlString(),
                    String.valueOf(passkey.getLabel()),
                    passkey.getCreated(),
                    passkey.getLastUsed());
        }
    }
}
