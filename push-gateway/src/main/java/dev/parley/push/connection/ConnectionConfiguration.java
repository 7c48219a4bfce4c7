package dev.parley.push.connection;

import dev.parley.push.dispatch.Dispatcher;
import io.micrometer.observation.ObservationPredicate;
import io.netty.channel.ChannelOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
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

/** The path of the connections: found before others, open to all, on sockets with a small send buffer. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {

    private static final String PATH = "/ws";

    /**
     * In bytes. With the kernel's own default a reader that has stopped goes unnoticed for megabytes, and the bounds of our queues
     * would begin only behind that.
     */
    private static final int SEND_BUFFER = 32 * 1024;

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

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> pushSendBuffer() {
        return server -> server.addServerCustomizers(netty -> netty.childOption(ChannelOption.SO_SNDBUF, SEND_BUFFER));
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
