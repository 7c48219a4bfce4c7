package dev.parley.push.connection;

import dev.parley.push.frame.FrameFormats;
import io.netty.channel.Channel;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.socket.HandshakeInfo;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.RequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.WebsocketServerSpec;

/**
 * Upgrades to WebSocket and tells the session its channel, which a reader that has stopped must be cut off at. A sub-protocol that
 * we do not speak is agreed to all the same: browsers give a refused one no close code to act on, and we have one.
 */
final class ChannelAwareUpgrade implements RequestUpgradeStrategy {

    static final String PROTOCOL_HEADER = "Sec-WebSocket-Protocol";

    private static final String CHANNEL = "parley.channel";

    private static final String EXTENSIONS_HEADER = "Sec-WebSocket-Extensions";

    private final RequestUpgradeStrategy netty;
    private final BulkCompression compression;

    /** {@code maxFrame} is what Netty takes, in bytes; beyond it closes the connection by itself. */
    ChannelAwareUpgrade(int maxFrame) {
        this.compression = new BulkCompression(maxFrame);
        this.netty = new ReactorNettyRequestUpgradeStrategy(() ->
                WebsocketServerSpec.builder().maxFramePayloadLength(maxFrame).handlePing(true));
    }

    static Channel channelOf(WebSocketSession session) {
        if (session.getAttributes().get(CHANNEL) instanceof Channel channel) {
            return channel;
        }
        throw new IllegalStateException("The upgrade left no channel");
    }

    @Override
    public Mono<Void> upgrade(
            ServerWebExchange exchange,
            WebSocketHandler handler,
            @Nullable String ignored,
            Supplier<HandshakeInfo> info) {
        HttpServerRequest request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        AtomicReference<@Nullable Channel> channel = new AtomicReference<>();
        request.withConnection(connection -> {
            channel.set(connection.channel());
            compression.offer(connection.channel().pipeline(), extensions(exchange));
        });
        String protocol = FrameFormats.agreed(exchange.getRequest().getHeaders().getOrEmpty(PROTOCOL_HEADER));
        WebSocketHandler withChannel = session -> {
            Channel own = channel.get();
            if (own != null) {
                session.getAttributes().put(CHANNEL, own);
            }
            // Would be kept, token and all, for as long as the connection lasts.
            request.requestHeaders().clear();
            return handler.handle(session);
        };
        return netty.upgrade(
                exchange,
                withChannel,
                protocol,
                () -> new HandshakeInfo(exchange.getRequest().getURI(), HttpHeaders.EMPTY, Mono.empty(), protocol));
    }

    private static @Nullable String extensions(ServerWebExchange exchange) {
        List<String> offers = exchange.getRequest().getHeaders().getOrEmpty(EXTENSIONS_HEADER);
        return offers.isEmpty() ? null : String.join(",", offers);
    }
}
