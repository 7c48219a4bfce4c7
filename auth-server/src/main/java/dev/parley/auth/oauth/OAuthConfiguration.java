package dev.parley.auth.oauth;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.parley.api.session.Claims;
import dev.parley.auth.proof.Proofs;
import dev.parley.auth.web.SecurityProblems;
import dev.parley.auth.web.SignInFirst;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.util.function.SingletonSupplier;

/** Spring Authorization Server with our issuer, our keys and our claims. */
@Configuration(proxyBeanMethods = false)
class OAuthConfiguration {

    /** RFC 9068: says in the token's header that it is an access token, so that no other token of ours passes for one. */
    static final String ACCESS_TOKEN_TYPE = "at+jwt";

    /** Signs fast, and access tokens are many. Those of earlier versions carry RS256. */
    static final SignatureAlgorithm SIGNED_WITH = SignatureAlgorithm.ES256;

    @Bean
    AuthorizationServerSettings authorizationServerSettings(TokenSettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
    }

    @Bean
    RegisteredClient firstParty(TokenSettings settings) {
        return FirstParty.client(settings);
    }

    @Bean
    OAuth2AuthorizationService authorizations(
            JdbcTemplate identityTemplate,
            JdbcClient identityClient,
            RegisteredClientRepository clients,
            TransactionOperations transactions,
            JwtDecoder accessTokens,
            RevokedTokens revoked,
            ObjectProvider<AuthorizationEnded> ended,
            ObjectProvider<OAuth2AuthorizationConsentService> consents,
            ObjectProvider<TokenRevoked> listener) {
        return new VerifiedTokens(
                new WholeAuthorizations(
                        new FingerprintedAuthorizations(identityTemplate, clients, transactions),
                        identityClient,
                        transactions,
                        authorization -> ended.orderedStream().forEach(each -> each.ended(authorization))),
                accessTokens,
                clients,
                revoked,
                consents::getObject,
                listener::getObject);
    }

    @Bean
    OAuth2TokenGenerator<? extends OAuth2Token> tokens(
            JwtEncoder encoder, ObjectProvider<OAuth2TokenCustomizer<JwtEncodingContext>> claims, Clock clock) {
        JwtGenerator jwts = new JwtGenerator(encoder);
        jwts.setClock(clock);
        // Looked for at the first token, because they may know who uses this, and then never again: that costs more
        // than a signature.
        Supplier<List<OAuth2TokenCustomizer<JwtEncodingContext>>> found =
                SingletonSupplier.of(() -> claims.orderedStream().toList());
        jwts.setJwtCustomizer(context -> found.get().forEach(each -> each.customize(context)));
        return new DelegatingOAuth2TokenGenerator(jwts, new RefreshTokens(clock));
    }

    @Bean
    JwtDecoder accessTokens(
            JWKSource<SecurityContext> signingKeys,
            TokenSettings settings,
            Clock clock,
            List<OAuth2TokenValidator<Jwt>> further) {
        JwtTimestampValidator timestamps = new JwtTimestampValidator(settings.clockSkew());
        timestamps.setClock(clock);
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSource(signingKeys)
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(SIGNED_WITH, SignatureAlgorithm.RS256)))
                .build();
        List<OAuth2TokenValidator<Jwt>> validators = new ArrayList<>(List.of(
                new JwtTypeValidator(ACCESS_TOKEN_TYPE),
                timestamps,
                new JwtIssuerValidator(settings.issuer()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(Claims.AUDIENCE))));
        validators.addAll(further);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validators));
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
            RequestCache wantedPage,
            Proofs proofs,
            ObjectProvider<ServerPart> parts) {
        http.oauth2AuthorizationServer(server -> {
            http.securityMatcher(server.getEndpointsMatcher());
            server.oidc(Customizer.withDefaults());
            parts.orderedStream().forEach(part -> part.configure(server, http));
        });
        return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .requestCache(cache -> cache.requestCache(wantedPage))
                .oauth2ResourceServer(server -> {
                    server.jwt(jwt -> jwt.decoder(accessTokens))
                            .authenticationEntryPoint(problems)
                            .accessDeniedHandler(problems);
                    proofs.areTakenBy(server);
                })
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(signInFirst).accessDeniedHandler(problems))
                .build();
    }
}
