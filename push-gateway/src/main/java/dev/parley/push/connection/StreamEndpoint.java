package dev.parley.push.connection;

import dev.parley.api.InvalidInput;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import dev.parley.push.fanout.Subscription;
import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.resume.HeadsAt;
import io.netty.channel.Channel;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * The same events for whoever cannot hold a WebSocket: what a connection without a word from the other side would get. It is one of the
 * device's connections and replaces another.
 */
@RestController
class StreamEndpoint {

    private static final Logger log = LoggerFactory.getLogger(StreamEndpoint.class);

    private final FrameCodec json;
    private final Gateway gateway;
    private final Connections connections;
    private final Doorkeeper doorkeeper;
    private final HeadsAt headsAt;
    private final EventLoops loops;

    StreamEndpoint(
            FrameCodec json,
            Gateway gateway,
            Connections connections,
            Doorkeeper doorkeeper,
            HeadsAt headsAt,
            EventLoops loops) {
        this.json = json;
        this.gateway = gateway;
        this.connections = connections;
        this.doorkeeper = doorkeeper;
        this.headsAt = headsAt;
        this.loops = loops;
    }

    @GetMapping(path = "/api/v1/events/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<Void> stream(
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @AuthenticationPrincipal Jwt token,
            Caller caller,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        caller.require(Permission.RECEIVE_EVENTS);
        Long since = lastEventId == null ? null : position(lastEventId);
        Disposable seat = doorkeeper.letIn(request);
        response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
        response.getHeaders().setCacheControl(CacheControl.noStore());
        // A proxy that collects an answer before it passes it on would collect this one for ever.
        response.getHeaders().set("X-Accel-Buffering", "no");
        return serve(response, token, since).doFinally(signal -> seat.dispose());
    }

    private Mono<Void> serve(ServerHttpResponse response, Jwt token, @Nullable Long since) {
        StreamWriter writer = new StreamWriter(json);
        if (since == null) {
            writer.complete();
        }
        AtomicReference<@Nullable Connection> self = new AtomicReference<>();
        Channel channel = channelOf(response);
        StreamWire wire = new StreamWire(response, channel, loops.of(channel.eventLoop()), () -> {
            Connection connection = self.get();
            if (connection != null) {
                connection.heard();
            }
        });
        Line line = new Line(wire, channel, writer, gateway.settings());
        Connection connection = new Connection(Gateway.nextSession(), line, gateway.settings(), gateway);
        self.set(connection);
        CloseCode noPlace = connections.add(connection);
        Mono<Void> begin = Mono.defer(() -> {
            if (noPlace != null) {
                connection.close(noPlace);
                return Mono.empty();
            }
            return connection
                    .authenticate(token)
                    .then(connection.opened())
                    .flatMap(place -> begin(connection, place, since).doOnSuccess(done -> writer.complete()));
        });
        return Mono.when(connection.run(), begin)
                .onErrorResume(failure -> {
                    log.debug("A stream broke", failure);
                    return Mono.empty();
                })
                .doFinally(signal -> connections.remove(connection));
    }

    private Mono<Void> begin(Connection connection, Subscription place, @Nullable Long since) {
        Mono<Void> caughtUp = since == null
                ? gateway.catchUp().release(place)
                : headsAt.of(place, since).flatMap(heads -> gateway.catchUp().resume(place, heads, null));
        return caughtUp.takeUntilOther(connection.ended()).onErrorResume(failure -> {
            connection.refuse(null, failure);
            connection.close(CloseCode.TRY_LATER);
            return Mono.empty();
        });
    }

    private static long position(String lastEventId) {
        try {
            long position = Long.parseLong(lastEventId.strip());
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new InvalidInput("Last-Event-ID", "The last event's id is a whole number from 0.");
    }

    private static Channel channelOf(ServerHttpResponse response) {
        AtomicReference<@Nullable Channel> channel = new AtomicReference<>();
        HttpServerResponse raw = ServerHttpResponseDecorator.getNativeResponse(response);
        raw.withConnection(connection -> channel.set(connection.channel()));
        Channel own = channel.get();
        if (own == null) {
            throw new IllegalStateException("The answer has no channel");
        }
        return own;
    }
}
