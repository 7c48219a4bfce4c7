package dev.parley.auth.oauth;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.parley.api.session.Claims;
import dev.parley.auth.web.SecurityProblems;
import dev.parley.auth.web.SignInFirst;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.RequestCache;

/** Spring Authorization Server with our issuer, our keys and our claims. */
@Configuration(proxyBeanMethods = false)
class OAuthConfiguration {

    /** RFC 9068: says in the token's header that it is an access token, so that no other token of ours passes for one. */
    private static final String ACCESS_TOKEN_TYPE = "at+jwt";

    private static final String CONSENT_PAGE = "/id/consent";

    @Bean
    AuthorizationServerSettings authorizationServerSettings(TokenSettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
    }

    @Bean
    RegisteredClient firstParty(TokenSettings settings) {
        return FirstParty.client(settings);
    }

    @Bean
    RegisteredClientRepository clients(RegisteredClient firstParty) {
        return new Clients(firstParty);
    }

    @Bean
    OAuth2AuthorizationService authorizations(JdbcTemplate identityTemplate, RegisteredClientRepository clients) {
        return new FingerprintedAuthorizations(identityTemplate, clients);
    }

    @Bean
    OAuth2TokenGenerator<? extends OAuth2Token> tokens(JwtEncoder encoder, Clock clock) {
        JwtGenerator jwts = new JwtGenerator(encoder);
        jwts.setClock(clock);
        jwts.setJwtCustomizer(OAuthConfiguration::addOurClaims);
        OAuth2RefreshTokenGenerator random = new OAuth2RefreshTokenGenerator();
        random.setClock(clock);
        return new DelegatingOAuth2TokenGenerator(jwts, new RefreshTokens(random));
    }

    @Bean
    JwtDecoder accessTokens(JWKSource<SecurityContext> signingKeys, TokenSettings settings, Clock clock) {
        JwtTimestampValidator timestamps = new JwtTimestampValidator(settings.clockSkew());
        timestamps.setClock(clock);
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(signingKeys).build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTypeValidator(ACCESS_TOKEN_TYPE),
                timestamps,
                new JwtIssuerValidator(settings.issuer()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(Claims.AUDIENCE))));
        return decoder;
    }

    /** Answers as the RFCs say. Only what they leave open, that nobody is signed in, is told our way. */
    @Bean
    @Order(1)
    SecurityFilterChain standardEndpoints(
            HttpSecurity http,
            JwtDecoder accessTokens,
            SecurityProblems problems,
            SignInFirst signInFirst,
            RequestCache wantedPage) {
        http.oauth2AuthorizationServer(server -> {
            http.securityMatcher(server.getEndpointsMatcher());
            server.authorizationEndpoint(authorization -> authorization.consentPage(CONSENT_PAGE));
            server.oidc(Customizer.withDefaults());
        });
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .requestCache(cache -> cache.requestCache(wantedPage))
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(accessTokens))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(signInFirst).accessDeniedHandler(problems))
                .build();
    }

    private static void addOurClaims(JwtEncodingContext context) {
        if (!OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
            return;
        }
        context.getJwsHeader().type(ACCESS_TOKEN_TYPE);
        // The claims are stored too, and the store does not read a List.of back.
        context.getClaims().audience(Collections.singletonList(Claims.AUDIENCE));
        OAuth2Authorization authorization = context.getAuthorization();
        if (authorization != null && authorization.getAttribute(Claims.DEVICE) instanceof String device) {
            context.getClaims().claim(Claims.DEVICE, device);
        }
    }
}
