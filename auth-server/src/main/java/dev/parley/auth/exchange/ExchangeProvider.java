package dev.parley.auth.exchange;

import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/** Lets the library issue what our rules leave of the request. Not a bean, because Spring takes every provider among those for everybody's. */
final class ExchangeProvider implements AuthenticationProvider {

    private final OAuth2TokenExchangeAuthenticationProvider library;
    private final OAuth2AuthorizationService authorizations;
    private final ExchangeRules rules;

    ExchangeProvider(
            OAuth2TokenExchangeAuthenticationProvider library,
            OAuth2AuthorizationService authorizations,
            ExchangeRules rules) {
        this.library = library;
        this.authorizations = authorizations;
        this.rules = rules;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        ExchangeRequest request = (ExchangeRequest) authentication;
        RegisteredClient client = client(request);
        rules.check(client, request.asked());
        return library.authenticate(request.narrowedTo(rules.scopes(
                client,
                authorizations.findByToken(request.asked().getSubjectToken(), OAuth2TokenType.ACCESS_TOKEN),
                request.asked().getScopes())));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return ExchangeRequest.class.isAssignableFrom(authentication);
    }

    private static RegisteredClient client(ExchangeRequest request) {
        if (request.getPrincipal() instanceof OAuth2ClientAuthenticationToken client
                && client.isAuthenticated()
                && client.getRegisteredClient() != null) {
            return client.getRegisteredClient();
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
}
