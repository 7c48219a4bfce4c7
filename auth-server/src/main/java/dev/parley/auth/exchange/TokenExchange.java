package dev.parley.auth.exchange;

import dev.parley.auth.oauth.ServerPart;
import dev.parley.auth.oauth.TokenSettings;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenExchangeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;

/** The grant at the token endpoint. */
@Component
final class TokenExchange implements ServerPart {

    private final ExchangeProvider provider;

    TokenExchange(
            OAuth2AuthorizationService authorizations,
            OAuth2AuthorizationConsentService consents,
            OAuth2TokenGenerator<? extends OAuth2Token> tokens,
            TokenSettings settings) {
        this.provider = new ExchangeProvider(
                new OAuth2TokenExchangeAuthenticationProvider(authorizations, tokens),
                authorizations,
                new ExchangeRules(consents, settings.issuer()));
    }

    @Override
    public void configure(OAuth2AuthorizationServerConfigurer server, HttpSecurity http) {
        server.tokenEndpoint(endpoint ->
                endpoint.accessTokenRequestConverter(new ExchangeRequests()).authenticationProvider(provider));
    }
}
