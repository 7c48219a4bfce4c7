package dev.parley.auth.application;

import dev.parley.auth.oauth.ServerPart;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientRegistrationAuthenticationConverter;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** {@code /oauth2/register}: applications register as the standard has it (RFC 7591), for administrators. */
@Component
final class DynamicRegistration implements ServerPart {

    static final String INVALID_METADATA = "invalid_client_metadata";

    private final RegistrationProvider provider;

    DynamicRegistration(Applications applications, OAuth2AuthorizationService authorizations, JsonMapper json) {
        this.provider = new RegistrationProvider(applications, authorizations, new ClientMetadata(json));
    }

    @Override
    public void configure(OAuth2AuthorizationServerConfigurer server, HttpSecurity http) {
        OAuth2ClientRegistrationAuthenticationConverter library = new OAuth2ClientRegistrationAuthenticationConverter();
        server.clientRegistrationEndpoint(endpoint -> endpoint.authenticationProviders(providers -> {
                    // The library's would grant what ours refuses, and ends the token that it was asked with.
                    providers.clear();
                    providers.add(provider);
                })
                .clientRegistrationRequestConverters(converters -> {
                    converters.clear();
                    converters.add(request -> {
                        try {
                            return library.convert(request);
                        } catch (OAuth2AuthenticationException e) {
                            // Its words name classes of ours.
                            throw new OAuth2AuthenticationException(
                                    new OAuth2Error(
                                            INVALID_METADATA, "The body is not the metadata of a client.", null),
                                    e);
                        }
                    });
                }));
    }
}
