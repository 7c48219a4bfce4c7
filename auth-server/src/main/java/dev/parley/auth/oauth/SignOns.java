package dev.parley.auth.oauth;

import dev.parley.api.people.UserId;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.stereotype.Component;

/**
 * Ends sign-ons: the authorizations of applications that were told who somebody is, and may want to hear that it is over. One by one,
 * so that each is told. Called in the transaction of whoever ends them.
 */
@Component
public final class SignOns {

    private final JdbcClient jdbc;
    private final ObjectProvider<OAuth2AuthorizationService> authorizations;

    /** @param authorizations found when they are first needed, because they know the applications, whose ends use this */
    SignOns(JdbcClient jdbc, ObjectProvider<OAuth2AuthorizationService> authorizations) {
        this.jdbc = jdbc;
        this.authorizations = authorizations;
    }

    /** Wherever this person has signed on, but for the session that they are acting from. */
    public void endAllBut(UserId person, String session) {
        end(jdbc.sql("""
                        select id from oauth2_authorization
                        where principal_name = :person and oidc_id_token_value is not null and id <> :session
                        """)
                .param("person", person.toString())
                .param("session", session)
                .query((row, number) -> row.getString("id"))
                .list());
    }

    /** Whoever has signed on to this application. */
    public void endAllAt(String application) {
        end(jdbc.sql("""
                        select id from oauth2_authorization
                        where registered_client_id = :application and oidc_id_token_value is not null
                        """)
                .param("application", application)
                .query((row, number) -> row.getString("id"))
                .list());
    }

    private void end(List<String> signOns) {
        OAuth2AuthorizationService all = authorizations.getObject();
        signOns.stream().map(all::findById).filter(Objects::nonNull).forEach(all::remove);
    }
}
