package dev.parley.auth.authorize;

import dev.parley.auth.oauth.ServerPart;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationConsentAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2PushedAuthorizationRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Component;

/** The authorization endpoint and the one that takes its requests beforehand (RFC 9126), by our rules. */
@Component
final class AuthorizationEndpoint implements ServerPart {

    static final String CONSENT_PAGE = "/id/consent";

    private final AuthorizationRequests requests;
    private final AuthorizationAnswers answers;
    private final OAuth2AuthorizationService authorizations;
    private final SignInGate gate;

    AuthorizationEndpoint(
            AuthorizationRequests requests,
            AuthorizationAnswers answers,
            OAuth2AuthorizationService authorizations,
            PendingRequests pending,
            RequestCache wantedPage,
            AuthorizationServerSettings settings,
            Clock clock) {
        this.requests = requests;
        this.answers = answers;
        this.authorizations = authorizations;
        this.gate = new SignInGate(pending, answers, wantedPage, settings, clock);
    }

    @Override
    public void configure(OAuth2AuthorizationServerConfigurer server, HttpSecurity http) {
        server.authorizationEndpoint(endpoint -> endpoint.authorizationRequestConverters(
                                converters -> converters.set(0, requests::convert))
                        .authenticationProviders(this::byOurRules)
                        .authorizationResponseHandler(answers::code)
                        .errorResponseHandler(answers::refusal)
                        .consentPage(CONSENT_PAGE))
                .pushedAuthorizationRequestEndpoint(endpoint -> endpoint.pushedAuthorizationRequestConverters(
                                converters -> converters.set(0, requests::convert))
                        .authenticationProviders(this::byOurRules));
        http.addFilterBefore(gate, AuthorizationFilter.class);
    }

    private void byOurRules(List<AuthenticationProvider> providers) {
        Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> rules =
                new OAuth2AuthorizationCodeRequestAuthenticationValidator().andThen(new RequestRules());
        for (AuthenticationProvider provider : providers) {
            switch (provider) {
                case OAuth2AuthorizationCodeRequestAuthenticationProvider asked -> {
                    asked.setAuthenticationValidator(rules);
                    asked.setAuthorizationConsentRequired(new ConsentPolicy());
                }
                case OAuth2PushedAuthorizationRequestAuthenticationProvider pushed ->
                    pushed.setAuthenticationValidator(rules);
                default -> {}
            }
        }
        providers.replaceAll(provider -> provider instanceof OAuth2AuthorizationConsentAuthenticationProvider
                ? new ConsentRefused(authorizations, provider)
                : provider);
    }
}
