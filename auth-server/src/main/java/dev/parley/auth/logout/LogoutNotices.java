package dev.parley.auth.logout;

import dev.parley.auth.oauth.ApplicationSettingNames;
import dev.parley.auth.oauth.AuthorizationEnded;
import java.time.Clock;
import java.util.UUID;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Decides which applications have to be told of the end of a sign-on: those that were told of its beginning, and want to know. */
@Component
final class LogoutNotices implements AuthorizationEnded {

    private final LogoutNoticeRows rows;
    private final RegisteredClientRepository clients;
    private final LogoutCourier courier;
    private final Clock clock;

    LogoutNotices(LogoutNoticeRows rows, RegisteredClientRepository clients, LogoutCourier courier, Clock clock) {
        this.rows = rows;
        this.clients = clients;
        this.courier = courier;
        this.clock = clock;
    }

    /** In the transaction that ends the authorization: it is told for certain once that commits, and not at all when it does not. */
    @Override
    public void ended(OAuth2Authorization authorization) {
        RegisteredClient client = authorization.getToken(OidcIdToken.class) == null
                ? null
                : clients.findById(authorization.getRegisteredClientId());
        if (client == null
                || client.getClientSettings().getSetting(ApplicationSettingNames.BACK_CHANNEL_LOGOUT_URI) == null) {
            return;
        }
        rows.add(
                new LogoutNotice(
                        UUID.randomUUID(), client.getId(), authorization.getPrincipalName(), authorization.getId(), 0),
                clock.instant());
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                courier.wake();
            }
        });
    }
}
