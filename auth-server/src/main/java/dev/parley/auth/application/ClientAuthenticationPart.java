package dev.parley.auth.application;

import dev.parley.auth.oauth.ServerPart;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.stereotype.Component;

/** How applications prove who they are at the standard endpoints. */
@Component
final class ClientAuthenticationPart implements ServerPart {

    @Override
    public void configure(OAuth2AuthorizationServerConfigurer server, HttpSecurity http) {
        server.clientAuthentication(clients ->
                clients.authenticationProviders(providers -> providers.forEach(provider -> {
                    if (provider instanceof ClientSecretAuthenticationProvider secrets) {
                        secrets.setPasswordEncoder(new SecretFingerprints());
                    }
                })));
    }
}
