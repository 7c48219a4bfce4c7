package dev.parley.auth.account;

import dev.parley.api.Refused;
import dev.parley.api.people.UserId;
import dev.parley.auth.web.Trace;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Tells the command side what it could not be told: of accounts that came or changed while it, or this server, was down. */
@Component
final class UntoldAccounts implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(UntoldAccounts.class);
    private static final int PAGE = 100;

    private final Accounts accounts;
    private final Introductions introductions;
    private final RegistrationSettings settings;
    private final Clock clock;
    private boolean failing;
    private volatile @Nullable ScheduledExecutorService rounds;

    UntoldAccounts(Accounts accounts, Introductions introductions, RegistrationSettings settings, Clock clock) {
        this.accounts = accounts;
        this.introductions = introductions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("parley-accounts").factory());
        rounds = started;
        var _ = started.scheduleWithFixedDelay(
                this::round, 0, settings.registrationRetry().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets the one that is under way end by itself: H2 takes an interrupt in the middle of its work for the end of its file. */
    @Override
    public void stop() {
        ScheduledExecutorService stopping = rounds;
        rounds = null;
        if (stopping != null) {
            stopping.shutdown();
            try {
                if (!stopping.awaitTermination(2, TimeUnit.SECONDS)) {
                    log.warn(
                            "The command side still holds what is new about an account; it is sent again after the next start.");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }

    /** Must not throw: the executor would never come back. What fails is tried again, and said once until it works again. */
    private void round() {
        try {
            finishAll();
            if (failing) {
                log.info("The command side is told of accounts again.");
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn("What is new about accounts waits: {}", e.toString());
            }
            failing = true;
        }
    }

    private void finishAll() {
        // Younger ones have a request waiting for them, perhaps in another process.
        Instant age = clock.instant().minus(settings.commandTimeout());
        Optional<UserId> last = Optional.empty();
        List<UserId> page;
        do {
            page = accounts.untold(last, age, PAGE);
            for (UserId account : page) {
                if (!isRunning()) {
                    return;
                }
                finish(account);
                last = Optional.of(account);
            }
        } while (page.size() == PAGE);
    }

    private void finish(UserId account) {
        try {
            introductions.tell(account, Trace.next());
            log.info("The command side knows account {} as it stands now.", account);
        } catch (Refused refused) {
            // A refusal for good concerns this account alone, and has been told where it was found.
            if (refused.reason().passes()) {
                throw refused;
            }
        }
    }
}
