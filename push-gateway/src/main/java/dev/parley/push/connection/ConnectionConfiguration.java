package dev.parley.push.connection;

import dev.parley.push.dispatch.Dispatcher;
import io.micrometer.observation.ObservationPredicate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** The path of the connections: found before others, and open to all. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    private static final String PATH = "/ws";

    @Bean
    HandlerMapping pushHandlerMapping(WebSocketEndpoint endpoint) {
        return new SimpleUrlHandlerMapping(Map.of(PATH, endpoint), -1);
    }

    /** The token may come later, as the first frame, so the handshake is open to all. */
    @Bean
    @Order(90)
    SecurityWebFilterChain pushSecurity(ServerHttpSecurity http) {
        return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher(PATH))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .build();
    }

    /** A connection is no request: observed as one it would take hours, and its observation would be kept all that time. */
    @Bean
    ObservationPredicate pushConnectionsAreNoRequests() {
        return (name, context) ->
                !(context instanceof ServerRequestObservationContext request && isConnection(request));
    }

    private static boolean isConnection(ServerRequestObservationContext request) {
        @Nullable ServerHttpRequest carrier = request.getCarrier();
        return carrier != null && carrier.getPath().value().equals(PATH);
    }

    @Bean
    HealthIndicator pushGatewayHealthIndicator(Connections connections, Dispatcher dispatcher) {
        return () -> {
            String trouble = dispatcher.trouble();
            Health.Builder health =
                    trouble == null ? Health.up() : Health.outOfService().withDetail("trouble", trouble);
            return health.withDetail("connections", connections.size())
                    .withDetail("lagRecords", dispatcher.lag())
                    .build();
        };
    }
}
