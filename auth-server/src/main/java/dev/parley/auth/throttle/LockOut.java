package dev.parley.auth.throttle;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.commons.codec.digest.DigestUtils;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes guessing slow: after some wrong guesses at an account from an address each further one has to wait, twice as long each time.
 * A guess counts as wrong from before it is looked at until it turns out right, so of many at once none slips past the count. What is
 * counted survives a restart, and says nothing of whether the account exists. See decision 0009.
 */
@Component
public final class LockOut {

    private static final Duration BETWEEN_CLEANINGS = Duration.ofHours(1);
    private static final int ATTEMPTS = 4;

    private final LockOutRows rows;
    private final TransactionOperations transactions;
    private final LockOutSettings settings;
    private final Audit audit;
    private final Clock clock;
    private final Turns turns = new Turns();
    private final AtomicReference<Instant> cleaned = new AtomicReference<>(Instant.MIN);

    LockOut(LockOutRows rows, TransactionOperations transactions, LockOutSettings settings, Audit audit, Clock clock) {
        this.rows = rows;
        this.transactions = transactions;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * One guess. Not to be called in a transaction: the count has to stay when the caller's work is undone.
     *
     * @param whose the account, by the name that was typed or by its id; it need not exist
     * @param right looks whether the guess is right; not asked while guesses have to wait
     * @return whether it was right
     * @throws CommandRefused RETRY_LATER while guesses have to wait, right ones as well, with the time until then
     */
    public boolean attempt(Guess what, String whose, BooleanSupplier right) {
        String address = ClientAddress.current();
        Keys keys = new Keys(
                id(what, "pair", whose + "\n" + address), id(what, "account", whose), id(what, "address", address));
        return turns.take(keys.pair(), () -> inTurn(what, keys, right));
    }

    private boolean inTurn(Guess what, Keys keys, BooleanSupplier right) {
        Reserved reserved = reserve(what, keys);
        if (!reserved.pause().isZero()) {
            throw new CommandRefused(
                    Reason.RETRY_LATER,
                    "There were too many wrong attempts; try again in " + Waiting.inWords(reserved.pause()) + ".",
                    reserved.pause());
        }
        boolean wasRight;
        try {
            wasRight = right.getAsBoolean();
        } catch (RuntimeException e) {
            change(keys, Guesses::oneLess);
            throw e;
        }
        if (wasRight) {
            Instant now = now();
            change(keys, guesses -> guesses.right(now));
        } else {
            wrong(what, keys, reserved);
        }
        return wasRight;
    }

    /** Counts the guess as wrong, unless it has to wait. */
    private Reserved reserve(Guess what, Keys keys) {
        return inTransaction(() -> reserveNow(what, keys));
    }

    private <T> T inTransaction(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.execute(transaction -> work.get());
            } catch (DuplicateKeyException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                // The first guess of all came twice at once; now its row is there.
            }
        }
    }

    private Reserved reserveNow(Guess what, Keys keys) {
        Instant now = now();
        Guesses account = lock(keys.account(), now);
        Guesses pair = lock(keys.pair(), now);
        Duration ofAccount = pair.isKnown(now, settings) ? Duration.ZERO : account.wait(now);
        Duration ofAddress =
                rows.find(keys.address()).map(guesses -> guesses.wait(now)).orElse(Duration.ZERO);
        Duration wait = Collections.max(List.of(pair.wait(now), ofAccount, ofAddress));
        if (!wait.isZero()) {
            return new Reserved(wait, false);
        }
        Guesses morePair = pair.oneMore(now, settings.failures(what), settings);
        Guesses moreAccount = account.oneMore(now, settings.failuresPerAccount(what), settings);
        rows.change(keys.pair(), morePair);
        rows.change(keys.account(), moreAccount);
        return new Reserved(Duration.ZERO, morePair.lockedUntil() != null || moreAccount.lockedUntil() != null);
    }

    private Guesses lock(String id, Instant now) {
        return rows.lock(id).orElseGet(() -> {
            rows.add(id, Guesses.none(now));
            return Guesses.none(now);
        });
    }

    private void change(Keys keys, UnaryOperator<Guesses> how) {
        transactions.executeWithoutResult(transaction -> {
            for (String id : new String[] {keys.account(), keys.pair()}) {
                rows.lock(id).ifPresent(guesses -> rows.change(id, how.apply(guesses)));
            }
        });
    }

    /** Of the address it is only known now; a few guesses more at once from there do no harm. */
    private void wrong(Guess what, Keys keys, Reserved reserved) {
        Instant now = now();
        Guesses fromAddress = inTransaction(() -> {
            Guesses more = lock(keys.address(), now).oneMoreOfMany(now, settings.failuresPerAddress(), settings);
            rows.change(keys.address(), more);
            return more;
        });
        if (reserved.locks() || fromAddress.lockedUntil() != null) {
            audit.note(AuditEntry.of(AuditKind.LOCKED_OUT).with("guess", what.name()));
        }
        clean(now);
    }

    private void clean(Instant now) {
        Instant before = cleaned.get();
        boolean due = before.equals(Instant.MIN) || now.isAfter(before.plus(BETWEEN_CLEANINGS));
        if (due && cleaned.compareAndSet(before, now)) {
            rows.forget(
                    now.minus(settings.forgetAfter()).minus(settings.longestPause()), now.minus(settings.knownFor()));
        }
    }

    /** To the microsecond, which is what databases keep. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String id(Guess what, String scope, String key) {
        return DigestUtils.sha256Hex((what + "\n" + scope + "\n" + key).getBytes(StandardCharsets.UTF_8));
    }

    private record Keys(String pair, String account, String address) {}

    /**
     * @param pause zero when the guess may be made
     * @param locks whether further ones have to wait if it is wrong
     */
    private record Reserved(Duration pause, boolean locks) {}
}
