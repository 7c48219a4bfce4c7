package dev.parley.push.connection;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionData;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionFilter;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionFilterProvider;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.NettyPipeline;

/**
 * RFC 7692 for what is large: many events in one message, of which deflate leaves a fifth. Each message is compressed by itself, so that
 * a connection costs no memory between two of them, and a single event is left as it is, because that would cost more than it saves.
 */
final class BulkCompression implements WebSocketServerExtensionHandshaker {

    private static final Logger log = LoggerFactory.getLogger(BulkCompression.class);
    private static final String NAME = "parley.compression";
    private static final int FASTEST = 1;
    private static final int WINDOW_BITS = 15;
    private static final int MEMORY_LEVEL = 8;

    /** In bytes: some ten events. */
    private static final int WORTH_IT = 6 * 1024;

    private final WebSocketServerExtensionHandshaker deflate;

    /** @param maxInflated the most that a message may become, in bytes; one that becomes more ends its connection */
    BulkCompression(int maxInflated) {
        this.deflate = new PerMessageDeflateServerExtensionHandshaker(
                FASTEST, false, WINDOW_BITS, true, true, WINDOW_BITS, MEMORY_LEVEL, new LargeOnes(), maxInflated);
    }

    /** Agrees to it when the other side has offered it. Called before the handshake is answered. */
    void offer(ChannelPipeline pipeline, @Nullable String extensions) {
        if (extensions == null || pipeline.get(NettyPipeline.HttpCodec) == null) {
            return;
        }
        Agreement agreement = new Agreement(this);
        try {
            agreement.read(pipeline.context(NettyPipeline.ReactiveBridge), extensions);
            pipeline.addAfter(NettyPipeline.HttpCodec, NAME, agreement);
        } catch (Exception unreadable) {
            // Without it everything is as well, only larger.
            log.debug("An offer of extensions cannot be read", unreadable);
        }
    }

    /** Nobody keeps a window from one message to the next, whether it was asked for or not. */
    @Override
    public @Nullable WebSocketServerExtension handshakeExtension(WebSocketExtensionData offered) {
        Map<String, @Nullable String> parameters = new HashMap<>(offered.parameters());
        parameters.put("server_no_context_takeover", null);
        parameters.put("client_no_context_takeover", null);
        return deflate.handshakeExtension(new WebSocketExtensionData(offered.name(), parameters));
    }

    private static final class Agreement extends WebSocketServerExtensionHandler {

        private Agreement(WebSocketServerExtensionHandshaker handshaker) {
            super(handshaker);
        }

        private void read(ChannelHandlerContext last, String extensions) throws Exception {
            HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
            request.headers()
                    .set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET)
                    .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE)
                    .set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, extensions);
            onHttpRequestChannelRead(last, request);
        }
    }

    private static final class LargeOnes implements WebSocketExtensionFilterProvider {

        @Override
        public WebSocketExtensionFilter encoderFilter() {
            return LargeOnes::isSmall;
        }

        @Override
        public WebSocketExtensionFilter decoderFilter() {
            return WebSocketExtensionFilter.NEVER_SKIP;
        }

        private static boolean isSmall(WebSocketFrame frame) {
            return frame.content().readableBytes() < WORTH_IT;
        }
    }
}
