package dev.parley.auth.logout;

import dev.parley.api.people.UserId;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.authorize.BrowserPerson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Signs somebody out of a browser, and of every application that they signed on to from it. What an application may do without their
 * being there, because it never asked who they are, goes on until they withdraw it.
 */
@Component
public final class SignOut implements LogoutHandler {

    private final SecurityContextLogoutHandler ofTheBrowser = new SecurityContextLogoutHandler();
    private final OAuth2AuthorizationService authorizations;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Audit audit;

    SignOut(
            OAuth2AuthorizationService authorizations,
            JdbcClient jdbc,
            TransactionOperations transactions,
            Audit audit) {
        this.authorizations = authorizations;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        LogoutAnswers.keepOnward(request);
        Optional<String> browser = BrowserPerson.browserOf(request);
        if (authentication != null && browser.isPresent()) {
            transactions.executeWithoutResult(transaction -> {
                endAll(authentication.getName(), browser.get());
                audit.note(AuditEntry.of(AuditKind.SIGNED_OUT)
                        .by(UserId.of(authentication.getName()))
                        .with("where", "this browser"));
            });
        }
        ofTheBrowser.logout(request, response, authentication);
    }

    private void endAll(String person, String browser) {
        List<String> ids = jdbc.sql("select id from oauth2_authorization where principal_name = :person")
                .param("person", person)
                .query((row, number) -> row.getString("id"))
                .list();
        ids.stream()
                .map(authorizations::findById)
                .filter(authorization -> authorization != null && isSignOnAt(browser, authorization))
                .forEach(authorizations::remove);
    }

    private static boolean isSignOnAt(String browser, OAuth2Authorization authorization) {
        return authorization.getAuthorizedScopes().contains(OidcScopes.OPENID)
                && BrowserPerson.browserOf(authorization)
                        .filter(browser::equals)
                        .isPresent();
    }
}
