package dev.parley.auth.application;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Permission;
import dev.parley.auth.application.Applications.Registered;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientRegistrationAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * Registers for whoever may administer, by the rules that hold for everybody. A cookie is no token: another site's page could ride on
 * it. Not a bean, because Spring takes every provider among those for everybody's.
 */
final class RegistrationProvider implements AuthenticationProvider {

    private static final String INVALID_REDIRECT = "invalid_redirect_uri";

    private final Applications applications;
    private final OAuth2AuthorizationService authorizations;
    private final ClientMetadata metadata;

    RegistrationProvider(
            Applications applications, OAuth2AuthorizationService authorizations, ClientMetadata metadata) {
        this.applications = applications;
        this.authorizations = authorizations;
        this.metadata = metadata;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        OAuth2ClientRegistrationAuthenticationToken asked =
                (OAuth2ClientRegistrationAuthenticationToken) authentication;
        if (!(asked.getPrincipal() instanceof JwtAuthenticationToken caller)
                || authorizations.findByToken(caller.getToken().getTokenValue(), OAuth2TokenType.ACCESS_TOKEN)
                        == null) {
            throw refused(OAuth2ErrorCodes.INVALID_TOKEN, "This needs an access token that is still good.");
        }
        try {
            Permission.ADMINISTER.require(Grant.of(caller.getTokenAttributes()));
        } catch (CommandRefused e) {
            throw refused(OAuth2ErrorCodes.INSUFFICIENT_SCOPE, e.detail());
        }
        UserId administrator = UserId.of(required("sub", caller.getToken().getSubject()));
        Registered registered = register(
                administrator, metadata.described(asked.getClientRegistration().getClaims()));
        return new OAuth2ClientRegistrationAuthenticationToken(caller, metadata.of(registered));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientRegistrationAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private Registered register(UserId administrator, Described described) {
        try {
            return applications.register(administrator, Authority.ADMINISTRATOR, described);
        } catch (InvalidInput e) {
            boolean address = String.valueOf(e.field()).startsWith("redirectUris");
            throw refused(address ? INVALID_REDIRECT : DynamicRegistration.INVALID_METADATA, e.detail());
        } catch (CommandRefused e) {
            throw refused(OAuth2ErrorCodes.INVALID_REQUEST, e.detail());
        }
    }

    /** Of ASCII, as the standard wants. */
    private static OAuth2AuthenticationException refused(String error, String words) {
        return new OAuth2AuthenticationException(new OAuth2Error(error, words.replace("…", "..."), null));
    }
}
