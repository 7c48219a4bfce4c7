package dev.parley.standalone.door;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
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
public class FrontDoor {

    /** Of this server alone: a route provider would open the way on the management port as well. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> authServerPaths(
            @Value("${parley.auth.internal-url}") String authServer, JsonMapper json, MeterRegistry meters) {
        PassingOn passingOn = new PassingOn(authServer, json, meters);
        return server -> server.addRouteProviders(routes -> route(routes, passingOn));
    }

    static HttpServerRoutes route(HttpServerRoutes routes, PassingOn passingOn) {
        return routes.route(request -> AuthServerPaths.include(request.uri()), passingOn);
    }
}
