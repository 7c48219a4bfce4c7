package dev.parley.standalone.door;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.edge.Trace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

/** Asks the authorization server what a client asked, and gives the client its answer. */
final class PassingOn implements BiFunction<HttpServerRequest, HttpServerResponse, Mono<Void>> {

    private static final Logger log = LoggerFactory.getLogger(PassingOn.class);

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration UPLOAD = Duration.ofSeconds(10);

    /** Everybody who waits for their password to be looked at holds one. */
    private static final int CONNECTIONS = 500;

    /** Well before the other side closes one: a question must not meet a connection that is just ending. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    private static final byte[] NOTHING = {};

    private final String authServer;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final HttpClient client = HttpClient.create(ConnectionProvider.builder("auth-server")
                    .maxConnections(CONNECTIONS)
                    .maxIdleTime(IDLE)
                    .build())
            .responseTimeout(PATIENCE);

    PassingOn(String authServer, JsonMapper json, MeterRegistry meters) {
        this.authServer = authServer;
        this.json = json;
        this.meters = meters;
    }

    @Override
    public Mono<Void> apply(HttpServerRequest request, HttpServerResponse response) {
        Timer.Sample begun = Timer.start(meters);
        String trace = Trace.from(request.requestHeaders().get("traceparent"));
        return body(request)
                .flatMap(body -> ask(request, body, trace))
                .onErrorResume(failure -> Mono.just(Answer.of(failure, trace, json)))
                .flatMap(answer -> {
                    begun.stop(meters.timer(
                            "parley.door.passed.on",
                            "status",
                            answer.status().codeAsText().toString()));
                    return answer.giveTo(request, response);
                });
    }

    /** Whole, before anybody behind the door is bothered: whoever sends a byte now and then keeps nobody busy but themselves. */
    private static Mono<byte[]> body(HttpServerRequest request) {
        return request.receive()
                .asByteArray()
                .collect(Upload::new, Upload::add)
                .map(Upload::whole)
                .timeout(UPLOAD)
                .onErrorComplete(AbortedException.class) // whoever left needs no answer
                .onErrorMap(
                        TimeoutException.class,
                        e -> new QueryRefused(
                                Reason.MALFORMED, "The body was not whole after " + UPLOAD.toSeconds() + " s."));
    }

    private Mono<Answer> ask(HttpServerRequest request, byte[] body, String trace) {
        return client.headers(headers -> forward(request, body, trace, headers))
                .request(request.method())
                .uri(behind(request.uri()))
                .send(body.length == 0 ? Mono.empty() : Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .responseSingle((answer, content) -> content.asByteArray()
                        .defaultIfEmpty(NOTHING)
                        .map(bytes ->
                                new Answer(answer.status(), answer.responseHeaders(), Unpooled.wrappedBuffer(bytes))))
                .onErrorMap(failure -> {
                    log.warn("The authorization server does not answer, trace {}: {}", trace, failure.toString());
                    return new QueryRefused(
                            Reason.UNAVAILABLE, "Signing in is not possible just now; try again in a moment.");
                });
    }

    /** As it was asked for. Letters beyond ASCII, which some clients send as they are, are encoded: the next server takes no others. */
    private URI behind(String target) {
        try {
            return URI.create(URI.create(authServer + AuthServerPaths.withoutOrigin(target))
                    .toASCIIString());
        } catch (IllegalArgumentException e) {
            throw new QueryRefused(Reason.MALFORMED, "The address is not well-formed.");
        }
    }

    private static void forward(HttpServerRequest request, byte[] body, String trace, HttpHeaders headers) {
        OneConnection.copyBeyond(request.requestHeaders(), headers);
        headers.remove(HttpHeaderNames.HOST);
        if (body.length > 0) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
        }
        // What a client says about these is not believed: this is the door.
        headers.set("X-Forwarded-For", address(request.remoteAddress()));
        headers.set("X-Forwarded-Proto", request.scheme());
        headers.set("X-Forwarded-Host", request.hostName());
        headers.set("X-Forwarded-Port", request.hostPort());
        headers.remove("Forwarded");
        headers.set("traceparent", "00-" + trace + "-" + trace.substring(0, 16) + "-01");
    }

    private static String address(@Nullable InetSocketAddress remote) {
        return remote == null ? "" : remote.getAddress().getHostAddress();
    }
}
