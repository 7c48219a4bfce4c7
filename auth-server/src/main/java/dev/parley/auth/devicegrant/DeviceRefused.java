package dev.parley.auth.devicegrant;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationConsentAuthenticationToken;

/** Takes a no for a no: nothing was ticked, so the device is told that access was denied, whatever it had been given before. */
final class DeviceRefused implements AuthenticationProvider {

    private static final OAuth2TokenType STATE = new OAuth2TokenType(OAuth2ParameterNames.STATE);

    private final OAuth2AuthorizationService authorizations;
    private final AuthenticationProvider library;

    /** @param library is asked after us, from here: after a refusal a list of providers would go on to the next */
    DeviceRefused(OAuth2AuthorizationService authorizations, AuthenticationProvider library) {
        this.authorizations = authorizations;
        this.library = library;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        OAuth2DeviceAuthorizationConsentAuthenticationToken answer =
                (OAuth2DeviceAuthorizationConsentAuthenticationToken) authentication;
        OAuth2Authorization asked =
                answer.getScopes().isEmpty() ? authorizations.findByToken(answer.getState(), STATE) : null;
        if (asked == null || !asked.getPrincipalName().equals(((Authentication) answer.getPrincipal()).getName())) {
            return library.authenticate(authentication);
        }
        OAuth2Authorization.Token<OAuth2DeviceCode> deviceCode = asked.getToken(OAuth2DeviceCode.class);
        OAuth2Authorization.Token<OAuth2UserCode> userCode = asked.getToken(OAuth2UserCode.class);
        if (deviceCode == null || userCode == null) {
            return library.authenticate(authentication);
        }
        authorizations.save(OAuth2Authorization.from(asked)
                .invalidate(deviceCode.getToken())
                .invalidate(userCode.getToken())
                .attributes(attributes -> attributes.remove(OAuth2ParameterNames.STATE))
                .build());
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.ACCESS_DENIED);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return library.supports(authentication);
    }
}
