package dev.parley.auth.devicegrant;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationToken;

/** Tells devices that ask too often to slow down, which the library leaves to us. All else about their questions is the library's. */
final class SlowDown implements AuthenticationProvider {

    private static final OAuth2TokenType DEVICE_CODE = new OAuth2TokenType(OAuth2ParameterNames.DEVICE_CODE);

    private final OAuth2AuthorizationService authorizations;
    private final PollingPace pace;
    private final AuthenticationProvider library;

    /** @param library is asked after us, from here: after a refusal a list of providers would go on to the next */
    SlowDown(OAuth2AuthorizationService authorizations, PollingPace pace, AuthenticationProvider library) {
        this.authorizations = authorizations;
        this.pace = pace;
        this.library = library;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication authentication) {
        String code = ((OAuth2DeviceCodeAuthenticationToken) authentication).getDeviceCode();
        OAuth2Authorization authorization = authorizations.findByToken(code, DEVICE_CODE);
        OAuth2Authorization.Token<OAuth2DeviceCode> kept =
                authorization == null ? null : authorization.getToken(OAuth2DeviceCode.class);
        if (kept != null && kept.isActive() && !pace.isKept(code)) {
            throw new OAuth2AuthenticationException(new OAuth2Error("slow_down", "Wait five seconds longer.", null));
        }
        return library.authenticate(authentication);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return library.supports(authentication);
    }
}
