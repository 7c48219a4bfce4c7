package dev.parley.push.connection;

import dev.parley.edge.token.Presented;
import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.FrameFormat;
import dev.parley.push.frame.FrameFormats;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Where WebSocket connections come in. Everybody may connect; who they are is found out on the connection. */
@Component
final class WebSocketEndpoint implements WebHandler {

    /** How much larger than our limit a frame may be and still be told so by us. */
    private static final int FRAME_TOLERANCE = 8;

    private final FrameFormats formats;
    private final FrameHandler handler;
    private final Gateway gateway;
    private final Connections connections;
    private final Doorkeeper doorkeeper;
    private final EventLoops loops;
    private final WebSocketService upgrade;

    WebSocketEndpoint(
            FrameFormats formats,
            FrameHandler handler,
            Gateway gateway,
            Connections connections,
            Doorkeeper doorkeeper,
            EventLoops loops) {
        this.formats = formats;
        this.handler = handler;
        this.gateway = gateway;
        this.connections = connections;
        this.doorkeeper = doorkeeper;
        this.loops = loops;
        int maxFrame = Math.toIntExact(gateway.settings().maxFrame().toBytes() * FRAME_TOLERANCE);
        this.upgrade = new HandshakeWebSocketService(new ChannelAwareUpgrade(maxFrame));
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        return Mono.defer(() -> shakeHands(exchange));
    }

    private Mono<Void> shakeHands(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        String protocol = FrameFormats.agreed(headers.getOrEmpty(ChannelAwareUpgrade.PROTOCOL_HEADER));
        Presented token = Presented.in(exchange.getRequest());
        Disposable place = doorkeeper.letIn(exchange.getRequest());
        return upgrade.handleRequest(
                        exchange, session -> serve(session, protocol, token).doFinally(signal -> place.dispose()))
                .doOnError(refused -> place.dispose())
                .doOnCancel(place::dispose);
    }

    private Mono<Void> serve(WebSocketSession socket, @Nullable String protocol, @Nullable Presented token) {
        FrameFormat spoken = formats.named(protocol);
        FrameFormat format = spoken == null ? formats.fallback() : spoken;
        Channel channel = ChannelAwareUpgrade.channelOf(socket);
        SocketWire wire = new SocketWire(
                channel,
                loops.of(channel.eventLoop()),
                format,
                gateway.settings().maxBatch(),
                socket::close);
        Line line = new Line(wire, channel, format, gateway.settings());
        Connection connection = new Connection(Gateway.nextSession(), line, gateway.settings(), gateway);
        Reception reception = new Reception(connection, format, handler, gateway.settings());
        CloseCode noPlace = connections.add(connection);
        CloseCode refusal = spoken == null ? CloseCode.UNKNOWN_PROTOCOL : noPlace;
        Mono<Void> in = Mono.defer(() -> {
            if (refusal != null) {
                connection.close(refusal);
            }
            return reception.run(socket.receive(), token);
        });
        return Mono.when(connection.run(), in).doFinally(signal -> connections.remove(connection));
    }
}
