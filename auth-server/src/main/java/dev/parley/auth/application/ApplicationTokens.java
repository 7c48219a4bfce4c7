package dev.parley.auth.application;

import dev.parley.auth.session.Revocations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was issued to an application. All of it runs in the caller's transaction. */
@Component
final class ApplicationTokens {

    private final JdbcClient jdbc;
    private final Revocations revocations;

    ApplicationTokens(JdbcClient jdbc, Revocations revocations) {
        this.jdbc = jdbc;
        this.revocations = revocations;
    }

    void endAllOf(String clientId) {
        jdbc.sql("delete from oauth2_authorization where registered_client_id = :client")
                .param("client", clientId)
                .update();
        revocations.clientEnded(clientId);
    }
}
