package dev.parley.edge;

import com.fasterxml.jackson.annotation.Nulls;
import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.edge.line.LineConfiguration;
import dev.parley.edge.token.TokenAuthentication;
import dev.parley.edge.token.TokenConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import reactor.core.publisher.Mono;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * Imported by every reactive service. Denies by default: a path is open only where a service brings a chain of its own, earlier than
 * {@link #apiSecurity}, that says so.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@Import({TokenConfiguration.class, LineConfiguration.class, CrossOrigin.class})
@PropertySource("classpath:parley-defaults.properties")
public class EdgeConfiguration implements WebFluxConfigurer {

    /** An answer that is data does nothing in a browser. */
    private static final String DATA =
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    @Override
    public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
        configurer.addCustomResolver(new CallerArgumentResolver());
    }

    @Bean
    Trace trace() {
        return new Trace();
    }

    @Bean
    ProblemHandler problemHandler(JsonMapper json) {
        return new ProblemHandler(json);
    }

    /** An address that only somebody writes who looks for holes gets an answer in our shape all the same. */
    @Bean
    ServerExchangeRejectedHandler addressesOfNobody(ProblemHandler problems) {
        return (exchange, rejected) -> problems.handle(
                exchange,
                new CommandRefused(Reason.MALFORMED, "The address holds characters that have no place in one."));
    }

    /** Who was let in is measured; how long each of a dozen filters took for each request would cost more than the filters. */
    @Bean
    static SecurityObservationSettings observedSecurity() {
        return SecurityObservationSettings.withDefaults().build();
    }

    /** A number where a text belongs is a mistake of the caller's, not a text; so is a hole in a list, or half of a message. */
    @Bean
    JsonMapperBuilderCustomizer strictInput() {
        return json -> json.changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .withCoercionConfig(LogicalType.Textual, texts -> {
                    texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .withCoercionConfig(
                        LogicalType.Integer,
                        integers -> integers.setCoercion(CoercionInputShape.Float, CoercionAction.Fail));
    }

    @Bean
    @Order(100)
    SecurityWebFilterChain apiSecurity(ServerHttpSecurity http, TokenAuthentication tokens, ProblemHandler problems) {
        // No cookie ever authenticates here, so there is nothing that a forged request could ride on.
        return http.headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(DATA))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .authorizeExchange(exchanges -> exchanges
                        .pathMatchers("/api/**")
                        // Who may do what is decided where it is done.
                        .authenticated()
                        .pathMatchers("/actuator/health/**", "/actuator/prometheus", "/actuator/info")
                        .permitAll()
                        .anyExchange()
                        .authenticated())
                .oauth2ResourceServer(server -> server.bearerTokenConverter(tokens)
                        .authenticationManagerResolver(exchange -> Mono.just(tokens))
                        .authenticationEntryPoint(problems)
                        .accessDeniedHandler(problems))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }
}
