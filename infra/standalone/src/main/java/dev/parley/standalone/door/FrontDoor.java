package dev.parley.standalone.door;

import dev.parley.api.Reason;
import dev.parley.edge.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts the authorization server behind the same origin as everything else: its paths are passed on before any of Spring's filters is
 * asked, because they have their own guard behind the door. An ingress does this in a cluster; pushes never come through here.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DoorSettings.class)
public class FrontDoor {

    /** Of this server alone: a route provider would open the way on the management port as well. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> authServerPaths(
            @Value("${parley.auth.internal-url}") String authServer, JsonMapper json, MeterRegistry meters) {
        PassingOn passingOn = new PassingOn(authServer, json, meters);
        return server -> server.addRouteProviders(routes -> route(routes, passingOn));
    }

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> connectionLimit(DoorSettings settings, JsonMapper json) {
        ConnectionLimit limit = new ConnectionLimit(
                settings,
                json.writeValueAsBytes(Problem.of(
                        Reason.RETRY_LATER, "Too many connections are open from your address.", null, null)));
        return server -> server.addServerCustomizers(
                netty -> netty.doOnChannelInit((observer, channel, remote) -> limit.count(channel)));
    }

    static HttpServerRoutes route(HttpServerRoutes routes, PassingOn passingOn) {
        return routes.route(request -> AuthServerPaths.include(request.uri()), passingOn);
    }
}
