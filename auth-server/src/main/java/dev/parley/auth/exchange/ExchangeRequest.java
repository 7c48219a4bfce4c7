package dev.parley.auth.exchange;

import java.io.Serial;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;

/**
 * What was asked, in a type that the library does not know: its own provider stands in the same row as ours, and would grant what
 * ours refused.
 */
final class ExchangeRequest extends OAuth2AuthorizationGrantAuthenticationToken {

    @Serial
    private static final long serialVersionUID = 1L;

    private final OAuth2TokenExchangeAuthenticationToken asked;

    ExchangeRequest(OAuth2TokenExchangeAuthenticationToken asked) {
        super(
                AuthorizationGrantType.TOKEN_EXCHANGE,
                (Authentication) asked.getPrincipal(),
                asked.getAdditionalParameters());
        this.asked = asked;
    }

    OAuth2TokenExchangeAuthenticationToken asked() {
        return asked;
    }

    /** The same for these scopes, as the library takes it. */
    OAuth2TokenExchangeAuthenticationToken narrowedTo(Set<String> scopes) {
        return new OAuth2TokenExchangeAuthenticationToken(
                asked.getRequestedTokenType(),
                asked.getSubjectToken(),
                asked.getSubjectTokenType(),
                (Authentication) asked.getPrincipal(),
                null,
                null,
                asked.getResources(),
                asked.getAudiences(),
                scopes,
                asked.getAdditionalParameters());
    }
}
