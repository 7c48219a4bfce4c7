package dev.parley.auth.account;

import dev.parley.api.Refused;
import dev.parley.api.people.UserId;
import dev.parley.auth.round.Rounds;
import dev.parley.auth.web.Trace;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells the command side what it could not be told: of accounts that came or changed while it, or this server, was down. */
@Component
final class UntoldAccounts extends Rounds {

    private static final Logger log = LoggerFactory.getLogger(UntoldAccounts.class);
    private static final int PAGE = 100;

    private final Accounts accounts;
    private final Introductions introductions;
    private final RegistrationSettings settings;
    private final Clock clock;

    UntoldAccounts(Accounts accounts, Introductions introductions, RegistrationSettings settings, Clock clock) {
        super("accounts", settings.registrationRetry(), "the command side does not know what is new about them");
        this.accounts = accounts;
        this.introductions = introductions;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void round() {
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
