package dev.parley.auth.exchange;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2TokenExchangeAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** Reads the request as the library does. */
final class ExchangeRequests implements AuthenticationConverter {

    private final OAuth2TokenExchangeAuthenticationConverter library = new OAuth2TokenExchangeAuthenticationConverter();

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        try {
            return library.convert(request) instanceof OAuth2TokenExchangeAuthenticationToken asked
                    ? new ExchangeRequest(asked)
                    : null;
        } catch (OAuth2AuthenticationException e) {
            // A code of token revocation, which RFC 8693, 2.2.2 does not have.
            throw OAuth2ErrorCodes.UNSUPPORTED_TOKEN_TYPE.equals(e.getError().getErrorCode())
                    ? new OAuth2AuthenticationException(
                            new OAuth2Error(
                                    OAuth2ErrorCodes.INVALID_REQUEST,
                                    "Tokens are of the type urn:ietf:params:oauth:token-type:access_token.",
                                    null),
                            e)
                    : e;
        }
    }
}
