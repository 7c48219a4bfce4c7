package dev.parley.auth.devicegrant;

import dev.parley.api.CommandRefused;
import dev.parley.auth.authorize.BrowserPerson;
import dev.parley.auth.oauth.ServerPart;
import dev.parley.auth.throttle.Guess;
import dev.parley.auth.throttle.LockOut;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceVerificationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceVerificationAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2DeviceVerificationAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.stereotype.Component;

/** The endpoints of devices. People type their code at {@code /id/device}, and are asked every time: the device is not in their hand. */
@Component
final class DeviceGrant implements ServerPart {

    private static final String PAGE = "/id/device";
    private static final String CONSENT_PAGE = "/id/consent";
    private static final String TOO_OFTEN = "slow_down";
    private static final OAuth2TokenType USER_CODE = new OAuth2TokenType(OAuth2ParameterNames.USER_CODE);

    private final OAuth2AuthorizationService authorizations;
    private final PollingPace pace;
    private final LockOut lockOut;
    private final AuthorizationServerSettings settings;

    DeviceGrant(
            OAuth2AuthorizationService authorizations,
            PollingPace pace,
            LockOut lockOut,
            AuthorizationServerSettings settings) {
        this.authorizations = authorizations;
        this.pace = pace;
        this.lockOut = lockOut;
        this.settings = settings;
    }

    @Override
    public void configure(OAuth2AuthorizationServerConfigurer server, HttpSecurity http) {
        server.deviceAuthorizationEndpoint(endpoint -> endpoint.verificationUri(settings.getIssuer() + PAGE))
                .deviceVerificationEndpoint(endpoint -> endpoint.consentPage(CONSENT_PAGE)
                        .deviceVerificationRequestConverters(
                                converters -> converters.set(0, new Typed(authorizations, lockOut)))
                        .authenticationProviders(this::byOurRules)
                        .deviceVerificationResponseHandler((request, response, done) -> to(response, "done"))
                        .errorResponseHandler(DeviceGrant::refused))
                .tokenEndpoint(endpoint -> endpoint.authenticationProviders(this::paced));
    }

    private void paced(List<AuthenticationProvider> providers) {
        providers.replaceAll(provider -> provider instanceof OAuth2DeviceCodeAuthenticationProvider
                ? new SlowDown(authorizations, pace, provider)
                : provider);
    }

    private void byOurRules(List<AuthenticationProvider> providers) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof OAuth2DeviceVerificationAuthenticationProvider verification) {
                verification.setAuthorizationConsentRequired(asked -> true);
            }
        }
        providers.replaceAll(provider -> provider instanceof OAuth2DeviceAuthorizationConsentAuthenticationProvider
                ? new DeviceRefused(authorizations, provider)
                : provider);
    }

    private static void refused(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure) {
        String error = failure instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : "";
        to(
                response,
                switch (error) {
                    case OAuth2ErrorCodes.ACCESS_DENIED -> "denied";
                    case TOO_OFTEN -> "later";
                    default -> "unknown";
                });
    }

    private static void to(HttpServletResponse response, String outcome) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.LOCATION, PAGE + "?" + outcome);
    }

    /** A code that somebody typed, with what is kept of who they are. Whoever types too many wrong ones has to wait. */
    private static final class Typed implements AuthenticationConverter {

        private final OAuth2DeviceVerificationAuthenticationConverter library =
                new OAuth2DeviceVerificationAuthenticationConverter();

        private final OAuth2AuthorizationService authorizations;
        private final LockOut lockOut;

        Typed(OAuth2AuthorizationService authorizations, LockOut lockOut) {
            this.authorizations = authorizations;
            this.lockOut = lockOut;
        }

        @Override
        public @Nullable Authentication convert(HttpServletRequest request) {
            if (!(library.convert(request) instanceof OAuth2DeviceVerificationAuthenticationToken typed)) {
                return null;
            }
            Authentication principal = (Authentication) typed.getPrincipal();
            BrowserPerson.of(principal).ifPresent(person -> guessed(person, typed.getUserCode()));
            return new OAuth2DeviceVerificationAuthenticationToken(
                    BrowserPerson.of(principal)
                            .map(person -> person.asKept(request))
                            .orElse(principal),
                    typed.getUserCode(),
                    typed.getAdditionalParameters());
        }

        /** What a wrong code is answered comes later; here it counts. */
        private void guessed(BrowserPerson person, String code) {
            try {
                lockOut.attempt(
                        Guess.USER_CODE, person.user(), () -> authorizations.findByToken(code, USER_CODE) != null);
            } catch (CommandRefused tooOften) {
                throw new OAuth2AuthenticationException(new OAuth2Error(TOO_OFTEN), tooOften);
            }
        }
    }
}
