package dev.parley.standalone.door;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.auth.AuthServer;
import dev.parley.edge.Trace;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Passes the authorization server's paths on to it, so that everything stands behind one origin. An ingress does this in a cluster;
 * pushes never come through here.
 */
@Configuration(proxyBeanMethods = false)
public class FrontDoor {

    private static final String[] AUTH_PATHS = AuthServer.PATHS.toArray(String[]::new);

    /** Of one connection only, by RFC 9110, so never passed on. */
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "expect",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration UPLOAD = Duration.ofSeconds(10);
    private static final int MAX_BODY = 64 * 1024;

    /** These paths have their own guard behind the door. Nothing is remembered of a caller here: a session would be made for each request. */
    @Bean
    @Order(10)
    SecurityWebFilterChain authServerSecurity(ServerHttpSecurity http) {
        return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers(AUTH_PATHS))
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                .build();
    }

    @Bean
    @Order(-10)
    RouterFunction<ServerResponse> authServerPaths(@Value("${parley.auth.internal-url}") String authServer) {
        WebClient client = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(
                        HttpClient.create().followRedirect(false).responseTimeout(PATIENCE)))
                .build();
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (String path : AUTH_PATHS) {
            routes.route(RequestPredicates.path(path), request -> passOn(request, authServer, client));
        }
        return routes.build();
    }

    private static Mono<ServerResponse> passOn(ServerRequest request, String authServer, WebClient client) {
        return body(request).flatMap(body -> passOn(request, body, authServer, client));
    }

    /** Whole, before anybody behind the door is bothered: whoever sends a byte now and then keeps nobody busy but themselves. */
    private static Mono<byte[]> body(ServerRequest request) {
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), MAX_BODY)
                .map(FrontDoor::bytes)
                .defaultIfEmpty(new byte[0])
                .timeout(UPLOAD)
                .onErrorMap(
                        DataBufferLimitException.class,
                        e -> new QueryRefused(Reason.TOO_LARGE, "The body is larger than " + MAX_BODY / 1024 + " KiB."))
                .onErrorMap(
                        TimeoutException.class,
                        e -> new QueryRefused(
                                Reason.MALFORMED, "The body was not whole after " + UPLOAD.toSeconds() + " s."));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static Mono<ServerResponse> passOn(
            ServerRequest request, byte[] body, String authServer, WebClient client) {
        ServerHttpRequest incoming = request.exchange().getRequest();
        return client.method(incoming.getMethod())
                .uri(behind(authServer, incoming.getURI()))
                .headers(headers -> forward(incoming, Trace.of(request.exchange()), headers))
                .body(body.length == 0 ? BodyInserters.empty() : BodyInserters.fromValue(body))
                .retrieve()
                .onStatus(status -> true, response -> Mono.empty()) // every answer is theirs to give, errors too
                .toEntityFlux(BodyExtractors.toDataBuffers())
                .onErrorMap(
                        WebClientRequestException.class,
                        e -> new QueryRefused(
                                Reason.UNAVAILABLE, "Signing in is not possible just now; try again in a moment."))
                .flatMap(answer -> ServerResponse.status(answer.getStatusCode())
                        .headers(headers -> copy(answer.getHeaders(), headers))
                        .body(answer.getBody() == null ? Mono.empty() : answer.getBody(), DataBuffer.class));
    }

    /** As it was asked for. Letters beyond ASCII, which some clients send as they are, are encoded: the next server takes no others. */
    private static URI behind(String authServer, URI asked) {
        String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
        return URI.create(URI.create(authServer + asked.getRawPath() + query).toASCIIString());
    }

    private static void forward(ServerHttpRequest incoming, String trace, HttpHeaders headers) {
        copy(incoming.getHeaders(), headers);
        headers.remove(HttpHeaders.HOST);
        // What a client says about these is not believed: this is the door.
        headers.set("X-Forwarded-For", address(incoming.getRemoteAddress()));
        headers.set("X-Forwarded-Proto", String.valueOf(incoming.getURI().getScheme()));
        headers.set("X-Forwarded-Host", String.valueOf(incoming.getURI().getHost()));
        headers.set("X-Forwarded-Port", String.valueOf(port(incoming.getURI())));
        headers.remove("Forwarded");
        headers.set("traceparent", "00-" + trace + "-" + trace.substring(0, 16) + "-01");
    }

    /** Most addresses name none. */
    private static int port(URI address) {
        if (address.getPort() != -1) {
            return address.getPort();
        }
        return "https".equals(address.getScheme()) ? 443 : 80;
    }

    private static String address(@Nullable InetSocketAddress remote) {
        return remote == null ? "" : remote.getAddress().getHostAddress();
    }

    private static void copy(HttpHeaders from, HttpHeaders to) {
        from.forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                to.put(name, List.copyOf(values));
            }
        });
    }
}
