package dev.parley.auth.oauth;

import dev.parley.auth.throttle.ClientAddress;
import dev.parley.auth.throttle.Limit;
import dev.parley.auth.throttle.Throttle;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.stereotype.Component;

/**
 * Makes an application wait that showed too many wrong secrets from its address. Secrets are random and long, so counting in memory
 * is enough.
 */
@Component
final class FailedClients implements ServerPart {

    private final Throttle throttle;

    FailedClients(Throttle throttle) {
        this.throttle = throttle;
    }

    @Override
    public void configure(OAuth2AuthorizationServerConfigurer server, HttpSecurity http) {
        // Added, not listed: the list is another part's to change, and there is one change to it alone.
        server.clientAuthentication(client -> client.authenticationProvider(new Patience(throttle)));
    }

    void count(String client) {
        throttle.count(Limit.FAILED_CLIENT_SECRETS, key(client));
    }

    private static String key(String client) {
        return client + "\n" + ClientAddress.current();
    }

    /** Knows no client; asked first, it only refuses. What it throws is answered by the filter that keeps the other limits. */
    private record Patience(Throttle throttle) implements AuthenticationProvider {

        @Override
        public @Nullable Authentication authenticate(Authentication client) {
            throttle.check(Limit.FAILED_CLIENT_SECRETS, key(client.getName()));
            return null;
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return OAuth2ClientAuthenticationToken.class.isAssignableFrom(authentication);
        }
    }
}
