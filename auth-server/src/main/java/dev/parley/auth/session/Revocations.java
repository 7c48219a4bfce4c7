package dev.parley.auth.session;

import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import dev.parley.api.session.Revocation;
import dev.parley.api.session.Revocation.ClientShutOut;
import dev.parley.api.session.Revocation.ConsentWithdrawn;
import dev.parley.api.session.Revocation.PersonShutOut;
import dev.parley.api.session.Revocation.RolesChanged;
import dev.parley.api.session.Revocation.SessionEnded;
import dev.parley.api.session.Revocation.TokenGivenBack;
import dev.parley.auth.oauth.SignOns;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Tells everybody who checks tokens which of them are worth nothing any more: for certain once the caller's transaction commits, and
 * not at all when it does not.
 */
@Component
public final class Revocations {

    private final RevocationOutbox outbox;
    private final RevocationPublisher publisher;
    private final SessionRows rows;
    private final SignOns signOns;
    private final TransactionOperations transactions;
    private final Clock clock;

    Revocations(
            RevocationOutbox outbox,
            RevocationPublisher publisher,
            SessionRows rows,
            SignOns signOns,
            TransactionOperations transactions,
            Clock clock) {
        this.outbox = outbox;
        this.publisher = publisher;
        this.rows = rows;
        this.signOns = signOns;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The session is over. {@code session} is what its tokens call it; user and device are null where an application acted for itself. */
    public void sessionEnded(String session, @Nullable UserId user, @Nullable DeviceId device) {
        tell(new SessionEnded(session, user, device, clock.instant()));
    }

    /** Whatever was issued to this person until now is over, through whichever application: suspended, erased. */
    public void personEnded(UserId user) {
        transactions.executeWithoutResult(transaction -> {
            rows.lockAllOf(user);
            tell(new PersonShutOut(user, clock.instant())); // first: it is the reason that connections close for
            signOns.endAllBut(user, "");
            rows.removeAllOf(user);
        });
    }

    /** Whatever was issued to this person until now is void where it says other roles than these; they stay signed in. */
    public void rolesChanged(UserId user, Set<Role> roles) {
        tell(new RolesChanged(user, roles, clock.instant()));
    }

    /** Whatever was issued to this application until then is over. */
    public void clientEnded(String clientId, Instant until) {
        tell(new ClientShutOut(clientId, until));
    }

    /** Whatever was issued to this application for this person until now is over; their other sessions go on. */
    public void consentWithdrawn(UserId user, String clientId) {
        tell(new ConsentWithdrawn(user, clientId, clock.instant()));
    }

    /** The token with this {@code jti} is over, and nothing else of its session. */
    public void tokenGivenBack(String jti) {
        tell(new TokenGivenBack(jti, clock.instant()));
    }

    private void tell(Revocation revocation) {
        transactions.executeWithoutResult(transaction -> {
            outbox.add(revocation);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    publisher.wake();
                }
            });
        });
    }
}
