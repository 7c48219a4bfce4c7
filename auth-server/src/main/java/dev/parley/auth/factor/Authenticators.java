package dev.parley.auth.factor;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import dev.parley.auth.key.Sealing;
import dev.parley.auth.mail.LetterKind;
import dev.parley.auth.oauth.TokenSettings;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.codec.binary.Base32;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Sets up, replaces and removes the authenticator app of a person, and their recovery codes. */
@Component
public final class Authenticators {

    /** What audit entries call it. */
    private static final String NAME = "authenticator";

    private static final int SECRET_BYTES = 20;
    private static final int RECOVERY_CODES = 10;

    private final FactorRows rows;
    private final SecondFactors factors;
    private final Sealing sealing;
    private final TokenSettings settings;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final FactorNotes notes;
    private final SecureRandom random = new SecureRandom();

    Authenticators(
            FactorRows rows,
            SecondFactors factors,
            Sealing sealing,
            TokenSettings settings,
            TransactionOperations transactions,
            Clock clock,
            FactorNotes notes) {
        this.rows = rows;
        this.factors = factors;
        this.sealing = sealing;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
        this.notes = notes;
    }

    /**
     * A new secret in place of one that was never confirmed.
     *
     * @throws CommandRefused ALREADY_SET_UP when an app is in use; it has to be removed first
     */
    public SetUp setUp(UserId user) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        Secret secret = new Secret(new Base32().encodeAsString(bytes));
        transactions.executeWithoutResult(transaction -> {
            rows.lockPerson(user);
            if (factors.isRequiredOf(user)) {
                throw new CommandRefused(
                        Reason.ALREADY_SET_UP, "An authenticator app is set up already; remove it first.");
            }
            rows.setUp(user, sealing.seal(secret, SecondFactors.place(user)), clock.instant());
        });
        return SetUp.of(secret, rows.usernameOf(user), settings.issuer());
    }

    /**
     * The set-up that waits for its first code, to show it once more.
     *
     * @throws CommandRefused NOT_FOUND when none waits
     */
    public SetUp waiting(UserId user) {
        return rows.find(user)
                .filter(row -> row.confirmedAt() == null)
                .map(row -> SetUp.of(
                        sealing.open(row.secret(), SecondFactors.place(user)),
                        rows.usernameOf(user),
                        settings.issuer()))
                .orElseThrow(Authenticators::nothingToConfirm);
    }

    /**
     * From now on codes of the app are asked for. The recovery codes are shown this once.
     *
     * @throws CommandRefused WRONG_CODE, or NOT_FOUND when no set-up waits for a code
     */
    public List<Secret> confirm(UserId user, Secret code) {
        if (rows.find(user).filter(row -> row.confirmedAt() == null).isEmpty()) {
            throw nothingToConfirm();
        }
        List<Secret> recovery = newRecoveryCodes();
        factors.confirm(user, code, () -> {
            keep(user, recovery);
            notes.added(user, NAME, LetterKind.AUTHENTICATOR_ADDED);
        });
        return recovery;
    }

    /**
     * Ten new recovery codes in place of those there were.
     *
     * @throws CommandRefused NOT_FOUND without an authenticator app
     */
    public List<Secret> renewRecoveryCodes(UserId user) {
        if (!factors.isRequiredOf(user)) {
            throw new CommandRefused(
                    Reason.NOT_FOUND, "Recovery codes belong to an authenticator app; set one up first.");
        }
        List<Secret> recovery = newRecoveryCodes();
        transactions.executeWithoutResult(transaction -> {
            rows.lockPerson(user);
            keep(user, recovery);
            notes.added(user, "recovery codes", LetterKind.RECOVERY_CODES_RENEWED);
        });
        return recovery;
    }

    /** How many recovery codes have not been used. */
    public int recoveryCodesLeft(UserId user) {
        return rows.recoveryCodesLeft(user);
    }

    /** Whether there was one. The recovery codes go with it. */
    public boolean remove(UserId user, UserId by) {
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            rows.lockPerson(user);
            rows.replaceRecoveryCodes(user, List.of());
            boolean removed = rows.remove(user);
            if (removed) {
                notes.removed(user, by, NAME, LetterKind.AUTHENTICATOR_REMOVED);
            }
            return removed;
        }));
    }

    private static List<Secret> newRecoveryCodes() {
        return Stream.generate(RecoveryCode::random).limit(RECOVERY_CODES).toList();
    }

    private void keep(UserId user, List<Secret> recovery) {
        rows.replaceRecoveryCodes(
                user,
                recovery.stream()
                        .map(RecoveryCode::canonical)
                        .map(Fingerprint::of)
                        .toList());
    }

    private static CommandRefused nothingToConfirm() {
        return new CommandRefused(Reason.NOT_FOUND, "No authenticator app waits for its first code; set one up first.");
    }
}
