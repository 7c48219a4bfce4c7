package dev.parley.auth.logout;

import dev.parley.auth.oauth.ServerPart;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** {@code /connect/logout}, by our rules. */
@Component
final class LogoutEndpoint implements ServerPart {

    private final LogoutRequests requests;
    private final LogoutAnswers answers;

    LogoutEndpoint(LogoutRequests requests, LogoutAnswers answers) {
        this.requests = requests;
        this.answers = answers;
    }

    @Override
    public void configure(OAuth2AuthorizationServerConfigurer server, HttpSecurity http) {
        server.oidc(oidc -> oidc.logoutEndpoint(
                endpoint -> endpoint.logoutRequestConverters(converters -> converters.set(0, requests::convert))
                        .authenticationProviders(providers -> {
                            providers.clear();
                            providers.add(new Checked());
                        })
                        .logoutResponseHandler(answers::asked)
                        .errorResponseHandler(answers::refused)));
    }

    /** The reading of a request has checked all that there is to check. */
    private static final class Checked implements AuthenticationProvider {

        @Override
        public @Nullable Authentication authenticate(Authentication authentication) {
            return authentication;
        }

        @Override
        public boolean supports(Class<?> authentication) {
            return LogoutRequest.class.isAssignableFrom(authentication);
        }
    }
}
