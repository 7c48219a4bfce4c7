package dev.parley.auth.factor;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import dev.parley.auth.key.Sealing;
import dev.parley.auth.throttle.Guess;
import dev.parley.auth.throttle.LockOut;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks for a second factor and looks at what comes. It is decided under the lock of the person's row, so a code that comes twice at
 * once is good once, in however many processes. Not to be called in a transaction, because wrong codes count in any case.
 */
@Component
public final class SecondFactors {

    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern TIME_CODE = Pattern.compile("[0-9]{" + TimeCodes.DIGITS + "}");

    private final FactorRows rows;
    private final LockOut lockOut;
    private final Sealing sealing;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final Audit audit;

    SecondFactors(
            FactorRows rows,
            LockOut lockOut,
            Sealing sealing,
            TransactionOperations transactions,
            Clock clock,
            Audit audit) {
        this.rows = rows;
        this.lockOut = lockOut;
        this.sealing = sealing;
        this.transactions = transactions;
        this.clock = clock;
        this.audit = audit;
    }

    /** Whether this person's password alone is not enough. */
    public boolean isRequiredOf(UserId user) {
        return rows.find(user).map(TimeCodeRow::confirmedAt).isPresent();
    }

    /**
     * Takes a code of the person's authenticator app, or one of their recovery codes. Both are good once.
     *
     * @throws CommandRefused WRONG_CODE when it is neither, RETRY_LATER after too many such
     */
    public void check(UserId user, Secret typed) {
        take(user, () -> isTaken(user, typed, Stage.CONFIRMED));
    }

    /**
     * Takes the first code of an app that was just set up; from now on it is asked for.
     *
     * @param inTheSame what becomes true with that, in the same transaction
     */
    void confirm(UserId user, Secret typed, Runnable inTheSame) {
        take(user, () -> {
            rows.lockPerson(user);
            boolean taken = isTaken(user, typed, Stage.SET_UP);
            if (taken) {
                inTheSame.run();
            }
            return taken;
        });
    }

    /** Where the secret of a person is sealed to. */
    static String place(UserId user) {
        return "time_code/" + user;
    }

    /** @throws CommandRefused WRONG_CODE */
    private void take(UserId user, BooleanSupplier inTransaction) {
        if (!lockOut.attempt(
                Guess.SECOND_FACTOR,
                user.toString(),
                () -> Boolean.TRUE.equals(transactions.execute(transaction -> inTransaction.getAsBoolean())))) {
            audit.note(AuditEntry.of(AuditKind.FACTOR_FAILED).to(user));
            throw new CommandRefused(
                    Reason.WRONG_CODE,
                    "This code is wrong, too old, or was used already; wait for the next one and try again.");
        }
    }

    private boolean isTaken(UserId user, Secret typed, Stage stage) {
        Instant now = clock.instant();
        return rows.lock(user)
                .filter(stage::fits)
                .filter(row -> isGood(user, typed, row, stage, now))
                .isPresent();
    }

    private boolean isGood(UserId user, Secret typed, TimeCodeRow row, Stage stage, Instant now) {
        String code = BLANKS.matcher(typed.value()).replaceAll("");
        if (TIME_CODE.matcher(code).matches()) {
            byte[] secret =
                    new Base32().decode(sealing.open(row.secret(), place(user)).value());
            OptionalLong step = TimeCodes.stepOf(code, secret, now, row.lastStep());
            step.ifPresent(taken -> rows.taken(user, taken, now));
            return step.isPresent();
        }
        if (stage == Stage.CONFIRMED && rows.takeRecoveryCode(user, Fingerprint.of(RecoveryCode.canonical(typed)))) {
            rows.taken(user, row.lastStep(), now);
            return true;
        }
        return false;
    }

    /** Before its first code an app confirms itself and nothing else; after it, it confirms its person. */
    private enum Stage {
        SET_UP,
        CONFIRMED;

        boolean fits(TimeCodeRow row) {
            @Nullable Instant confirmed = row.confirmedAt();
            return (this == CONFIRMED) == (confirmed != null);
        }
    }
}
