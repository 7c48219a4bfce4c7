package dev.parley.auth.application;

import dev.parley.auth.oauth.ServerPart;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.X509ClientCertificateAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.stereotype.Component;

/** How applications prove who they are at the standard endpoints. */
@Component
final class ClientAuthenticationPart implements ServerPart {

    private final AssertionDecoders assertions;
    private final SecretUses uses;
    private final PublicClients publicClients;

    ClientAuthenticationPart(
            AssertionDecoders assertions,
            SecretUses uses,
            RegisteredClientRepository clients,
            AuthorizationServerSettings paths) {
        this.assertions = assertions;
        this.uses = uses;
        this.publicClients = new PublicClients(clients, paths);
    }

    @Override
    public void configure(OAuth2AuthorizationServerConfigurer server, HttpSecurity http) {
        server.clientAuthentication(clients -> clients.authenticationProviders(this::fit)
                .authenticationConverters(converters -> converters.add(publicClients)));
    }

    private void fit(List<AuthenticationProvider> providers) {
        providers.removeIf(X509ClientCertificateAuthenticationProvider.class::isInstance);
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof ClientSecretAuthenticationProvider secrets) {
                secrets.setPasswordEncoder(new SecretFingerprints(uses));
            }
            if (provider instanceof JwtClientAssertionAuthenticationProvider signed) {
                signed.setJwtDecoderFactory(assertions);
            }
        }
        providers.addFirst(publicClients);
    }
}
