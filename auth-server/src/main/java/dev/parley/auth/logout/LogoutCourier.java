package dev.parley.auth.logout;

import dev.parley.auth.oauth.ApplicationSettingNames;
import dev.parley.auth.round.Rounds;
import dev.parley.auth.web.Outgoing;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/**
 * Brings logout tokens to applications: at once after each end of a session, and again with growing pauses while an application does
 * not take one. It may bring one twice; the token's session is over either way. One slow application holds up no other.
 */
@Component
final class LogoutCourier extends Rounds implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LogoutCourier.class);
    private static final int AT_ONCE = 50;
    private static final int MAX_DOUBLINGS = 12;
    /** Longer than an attempt may take, so that nobody makes the next one meanwhile. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final LogoutNoticeRows rows;
    private final LogoutTokens tokens;
    private final RegisteredClientRepository clients;
    private final Outgoing outgoing;
    private final LogoutSettings settings;
    private final Clock clock;
    /** Apart from the rounds: an application that is slow to answer keeps no other waiting. */
    private final ExecutorService messengers = Executors.newVirtualThreadPerTaskExecutor();

    LogoutCourier(
            LogoutNoticeRows rows,
            LogoutTokens tokens,
            RegisteredClientRepository clients,
            Outgoing outgoing,
            LogoutSettings settings,
            Clock clock) {
        super("logout-notices", LOOK_AGAIN, "they wait");
        this.rows = rows;
        this.tokens = tokens;
        this.clients = clients;
        this.outgoing = outgoing;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void round() {
        for (LogoutNotice notice : rows.due(clock.instant(), AT_ONCE)) {
            if (isRunning() && rows.take(notice, clock.instant().plus(LONGEST))) {
                messengers.execute(() -> bring(notice));
            }
        }
    }

    /** Waits for those who are on their way; none takes longer than {@link #LONGEST}. */
    @Override
    public void close() {
        messengers.close();
    }

    private void bring(LogoutNotice notice) {
        try {
            RegisteredClient client = clients.findById(notice.client());
            String address = client == null
                    ? null
                    : client.getClientSettings().getSetting(ApplicationSettingNames.BACK_CHANNEL_LOGOUT_URI);
            if (client == null || address == null) {
                rows.remove(notice); // it does not want to know any more
                return;
            }
            outgoing.post(URI.create(address), "logout_token=" + tokens.of(notice, client));
            rows.remove(notice);
        } catch (IOException | RuntimeException e) {
            failed(notice, e);
        }
    }

    private void failed(LogoutNotice notice, Exception why) {
        if (notice.attempts() + 1 >= settings.logoutNoticeAttempts()) {
            log.warn("Application {} does not hear of a logout, and we give up", notice.client(), why);
            rows.remove(notice);
        } else {
            log.info("Application {} does not hear of a logout yet: {}", notice.client(), why.toString());
            rows.postpone(notice, clock.instant().plus(pause(notice.attempts())));
        }
    }

    private Duration pause(int attempts) {
        return settings.logoutNoticeRetry().multipliedBy(1L << Math.min(attempts, MAX_DOUBLINGS));
    }
}
