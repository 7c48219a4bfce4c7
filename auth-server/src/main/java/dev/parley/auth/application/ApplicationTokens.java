package dev.parley.auth.application;

import dev.parley.auth.oauth.SignOns;
import dev.parley.auth.oauth.TokenRevoked;
import dev.parley.auth.session.Revocations;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Ends what was issued to applications. */
@Component
final class ApplicationTokens implements TokenRevoked {

    private final JdbcClient jdbc;
    private final ApplicationRows rows;
    private final SignOns signOns;
    private final Revocations revocations;
    private final TransactionOperations transactions;
    private final Clock clock;

    ApplicationTokens(
            JdbcClient jdbc,
            ApplicationRows rows,
            SignOns signOns,
            Revocations revocations,
            TransactionOperations transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.signOns = signOns;
        this.revocations = revocations;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Everything, whoever it acted for; it may ask for new ones. In the caller's transaction. */
    void endAllOf(UUID application) {
        endAllOf(application, clock.instant());
    }

    /**
     * Everything, and what another server gives it while it does not know yet that it is no longer welcome. In the caller's transaction.
     */
    void shutOut(UUID application) {
        endAllOf(application, clock.instant().plus(RecentApplications.FRESH));
    }

    private void endAllOf(UUID application, Instant until) {
        rows.voidBefore(application, clock.instant());
        if (rows.byId(application)
                .filter(each -> each.registration().backChannelLogoutUri() != null)
                .isPresent()) {
            signOns.endAllAt(application.toString());
        }
        jdbc.sql("delete from oauth2_authorization where registered_client_id = :client")
                .param("client", application.toString())
                .update();
        revocations.clientEnded(application.toString(), until);
    }

    @Override
    public void revoked(String session) {
        transactions.executeWithoutResult(transaction -> revocations.sessionEnded(session, null, null));
    }

    @Override
    public void givenBack(String jti) {
        revocations.tokenGivenBack(jti);
    }
}
