package dev.parley.auth.logout;

import dev.parley.auth.oauth.ApplicationSettingNames;
import dev.parley.auth.web.Outgoing;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;

/**
 * Brings logout tokens to applications: at once after each end of a session, and again with growing pauses while an application does
 * not take one. It may bring one twice; the token's session is over either way. One slow application holds up no other.
 */
@Component
final class LogoutCourier implements SmartLifecycle {

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
    private final Semaphore wakeups = new Semaphore(0);
    private volatile @Nullable Thread thread;

    LogoutCourier(
            LogoutNoticeRows rows,
            LogoutTokens tokens,
            RegisteredClientRepository clients,
            Outgoing outgoing,
            LogoutSettings settings,
            Clock clock) {
        this.rows = rows;
        this.tokens = tokens;
        this.clients = clients;
        this.outgoing = outgoing;
        this.settings = settings;
        this.clock = clock;
    }

    /** There is something new. */
    void wake() {
        wakeups.release();
    }

    @Override
    public void start() {
        Thread going = Thread.ofVirtual().name("parley-logout-notices").unstarted(this::run);
        thread = going; // before it runs: it asks whether it should
        going.start();
    }

    /** Without an interrupt, because H2 takes one in the middle of its work for the end of its file. */
    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        wake();
        try {
            if (running != null && !running.join(LONGEST)) {
                log.warn("An application takes its time to hear of a logout; it is told again after the next start.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            while (isRunning()) {
                round(each);
                var _ = wakeups.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                wakeups.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round(ExecutorService each) {
        try {
            List<LogoutNotice> due = rows.due(clock.instant(), AT_ONCE);
            for (LogoutNotice notice : due) {
                if (rows.take(notice, clock.instant().plus(LONGEST))) {
                    each.execute(() -> bring(notice));
                }
            }
        } catch (RuntimeException e) {
            log.error("Logout notices cannot be read; they wait.", e);
        }
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
