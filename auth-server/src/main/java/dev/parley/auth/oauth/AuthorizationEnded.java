package dev.parley.auth.oauth;

import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;

/** Is told, in the same transaction, of each authorization that ends while access tokens of it may still be about. */
public interface AuthorizationEnded {

    void ended(OAuth2Authorization authorization);
}
