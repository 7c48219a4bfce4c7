package dev.parley.auth.session;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.browser.BrowserSessions;
import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import dev.parley.auth.oauth.RefreshTokens;
import dev.parley.auth.oauth.SignOns;
import dev.parley.auth.oauth.SignedInBy;
import dev.parley.auth.session.SessionTokens.Issued;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Opens, renews and ends sessions: one per device, each with exactly one refresh token that is good for one use. Its row's lock is
 * what makes two uses at once one after the other, in however many processes.
 */
@Component
public final class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private final SessionRows rows;
    private final BrowserSessions browsers;
    private final SignOns signOns;
    private final OAuth2AuthorizationService authorizations;
    private final SessionTokens tokens;
    private final TransactionOperations transactions;
    private final SessionSettings settings;
    private final Clock clock;
    private final Audit audit;

    Sessions(
            SessionRows rows,
            BrowserSessions browsers,
            SignOns signOns,
            OAuth2AuthorizationService authorizations,
            SessionTokens tokens,
            TransactionOperations transactions,
            SessionSettings settings,
            Clock clock,
            Audit audit) {
        this.rows = rows;
        this.browsers = browsers;
        this.signOns = signOns;
        this.authorizations = authorizations;
        this.tokens = tokens;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
        this.audit = audit;
    }

    /**
     * A new session in place of the one that the device had, and of the oldest when there are too many.
     *
     * @param address where the device is
     * @throws CommandRefused TOO_MANY_DEVICES when there are too many and the installation keeps the oldest; ACCOUNT_SUSPENDED when the
     *     person was shut out since they signed in
     */
    Granted open(UserId user, Device device, String address, SignedInBy how) {
        Issued issued = tokens.issue(tokens.authorize(user, device.id(), how));
        transactions.executeWithoutResult(transaction -> {
            rows.lockAllOf(user);
            if (!rows.isActive(user)) { // since the password was looked at
                throw new CommandRefused(Reason.ACCOUNT_SUSPENDED, "This account is suspended.");
            }
            rows.of(user, device.id()).forEach(this::remove);
            makeRoom(user);
            rows.add(issued.authorization().getId(), user, device, address, clock.instant());
            authorizations.save(issued.authorization());
            audit.note(AuditEntry.of(AuditKind.SIGNED_IN)
                    .by(user)
                    .in(issued.authorization().getId())
                    .with("device", device.id().toString())
                    .with("platform", device.platform()));
        });
        return issued.granted();
    }

    /**
     * New tokens for the bearer of the session's refresh token, which is spent by it. A spent one that comes back is in two hands, and
     * nobody knows which of them is the thief's: the session ends.
     *
     * @throws CommandRefused NOT_AUTHENTICATED when the token is not the current one of a session
     */
    Granted renew(Secret token, String address) {
        Optional<Granted> granted =
                RefreshTokens.authorizationOf(token).flatMap(session -> renew(session, token, address));
        return granted.orElseThrow(() -> new CommandRefused(
                Reason.NOT_AUTHENTICATED, "This refresh token is spent, expired or not one of ours; sign in again."));
    }

    /** Where the person is signed in, those used last first. {@code current} is the session that asks; a browser is none. */
    public List<DeviceView> of(UserId user, String current) {
        return rows.of(user, current);
    }

    /** Ends this session, if it is still there, of whichever application it is. */
    void end(String session) {
        transactions.executeWithoutResult(transaction -> {
            rows.lock(session);
            signOut(session);
        });
    }

    /** Ends the session of this device, if it has one: its tokens are worth nothing from now on. */
    public void end(UserId user, DeviceId device) {
        transactions.executeWithoutResult(transaction -> {
            rows.lockAllOf(user);
            rows.of(user, device).forEach(this::signOut);
        });
    }

    /** The person says that they want to be signed in nowhere but in this session; an empty one is none. */
    public void signOutAllBut(UserId user, String session) {
        transactions.executeWithoutResult(transaction -> {
            endAllBut(user, session);
            audit.note(AuditEntry.of(AuditKind.SIGNED_OUT)
                    .by(user)
                    .with("where", session.isEmpty() ? "everywhere" : "everywhere else"));
        });
    }

    /** Signs the person out everywhere: on their devices, in their browsers, and of what they signed on to from those. */
    public void endAll(UserId user) {
        endAllBut(user, "");
    }

    /** Signs the person out everywhere but in this session, the one they are acting from. No browser is such a session. */
    public void endAllBut(UserId user, String session) {
        transactions.executeWithoutResult(transaction -> {
            rows.lockAllOf(user);
            rows.oldest(user, 0).stream()
                    .filter(other -> !other.equals(session))
                    .forEach(this::remove);
            signOns.endAllBut(user, session);
            browsers.endAll(user);
        });
    }

    /** Decides and acts in one transaction; the refusal itself is the caller's, because an exception here would undo what ended. */
    private Optional<Granted> renew(String session, Secret token, String address) {
        return transactions.<Optional<Granted>>execute(transaction -> {
            OAuth2Authorization authorization = rows.lock(session) ? authorizations.findById(session) : null;
            if (authorization == null) {
                return Optional.empty();
            }
            if (!isCurrent(authorization.getRefreshToken(), token)) {
                log.warn(
                        "A session of {} ends: a refresh token came that is spent or expired.",
                        authorization.getPrincipalName());
                remove(session);
                return Optional.empty();
            }
            Issued issued = tokens.issue(authorization);
            authorizations.save(issued.authorization());
            rows.used(session, address, clock.instant());
            return Optional.of(issued.granted());
        });
    }

    private void makeRoom(UserId user) {
        List<String> tooMany = rows.oldest(user, settings.devicesPerAccount() - 1);
        switch (settings.tooManyDevices()) {
            case SIGN_OUT_OLDEST -> tooMany.forEach(this::remove);
            case REFUSE -> {
                if (!tooMany.isEmpty()) {
                    throw new CommandRefused(
                            Reason.TOO_MANY_DEVICES,
                            "This account is signed in on " + settings.devicesPerAccount()
                                    + " devices, which is the most. Sign out on one of them, then sign in here.");
                }
            }
        }
    }

    private boolean isCurrent(OAuth2Authorization.@Nullable Token<OAuth2RefreshToken> kept, Secret token) {
        if (kept == null) {
            return false;
        }
        Instant expiresAt = kept.getToken().getExpiresAt();
        return expiresAt != null
                && clock.instant().isBefore(expiresAt)
                && kept.getToken().getTokenValue().equals(Fingerprint.of(token));
    }

    /** Because somebody says so, which is noted; what ends for another reason is noted under that. */
    private void signOut(String session) {
        OAuth2Authorization authorization = authorizations.findById(session);
        if (authorization != null) {
            audit.note(AuditEntry.of(AuditKind.SIGNED_OUT)
                    .by(UserId.of(authorization.getPrincipalName()))
                    .in(session));
        }
        remove(session);
    }

    /** The session's own row first: whoever holds it may do as they like with the authorization, and nobody waits in a circle. */
    private void remove(String session) {
        rows.remove(session);
        OAuth2Authorization authorization = authorizations.findById(session);
        if (authorization != null) {
            authorizations.remove(authorization);
        }
    }
}
