package dev.parley.auth.oauth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.stereotype.Component;

/**
 * Tells an application of its own tokens and of those that are for it. Of all others it learns nothing, not even that they are good (RFC 7662, 2.2 and 4);
 * only one to which an administrator gave the scope {@link Scopes#TOKENS_INTROSPECT} looks into every token.
 */
@Component
final class Introspection implements ServerPart {

    @Override
    public void configure(OAuth2AuthorizationServerConfigurer server, HttpSecurity http) {
        server.tokenIntrospectionEndpoint(endpoint ->
                endpoint.authenticationProviders(providers -> providers.replaceAll(provider -> switch (provider) {
                    case OAuth2TokenIntrospectionAuthenticationProvider all -> new OfTheirOwn(all);
                    default -> provider;
                })));
    }

    private record OfTheirOwn(AuthenticationProvider all) implements AuthenticationProvider {

        @Override
        public @Nullable Authentication authenticate(Authentication question) {
            Authentication answer = all.authenticate(question);
            return answer instanceof OAuth2TokenIntrospectionAuthenticationToken told
                            && answer.getPrincipal() instanceof OAuth2ClientAuthenticationToken asking
                            && !mayKnow(asking.getRegisteredClient(), told.getTokenClaims())
                    ? nothing(told, asking)
                    : answer;
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return all.supports(authentication);
        }

        private static boolean mayKnow(@Nullable RegisteredClient asking, OAuth2TokenIntrospection token) {
            List<String> audience = token.getAudience();
            return asking != null
                    && (asking.getScopes().contains(Scopes.TOKENS_INTROSPECT)
                            || asking.getClientId().equals(token.getClientId())
                            || (audience != null && audience.contains(asking.getClientId())));
        }

        private static Authentication nothing(
                OAuth2TokenIntrospectionAuthenticationToken answer, OAuth2ClientAuthenticationToken asking) {
            return new OAuth2TokenIntrospectionAuthenticationToken(
                    answer.getToken(),
                    asking,
                    OAuth2TokenIntrospection.builder().build());
        }
    }
}
