package dev.parley.bench.push;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The near end of one connection: asks for everything once it is welcome, and then listens. */
final class Ear extends SimpleChannelInboundHandler<WebSocketFrame> {

    static final byte[] EVENT = type("event");
    static final byte[] OK = type("ok");
    static final byte[] ERROR = type("error");
    private static final byte[] WELCOME = type("welcome");
    private static final byte[] CAUGHT_UP = type("caughtUp");
    private static final String RESUME = "{\"type\":\"resume\",\"heads\":{}}";

    private final Hearing hearing;
    private final CompletableFuture<Channel> caughtUp;

    Ear(Hearing hearing, CompletableFuture<Channel> caughtUp) {
        this.hearing = hearing;
        this.caughtUp = caughtUp;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
        if (frame instanceof CloseWebSocketFrame close) {
            caughtUp.completeExceptionally(new Closed(close.statusCode(), close.reasonText()));
            var _ = context.close();
            return;
        }
        ByteBuf content = frame.content();
        if (!caughtUp.isDone()) {
            if (says(content, WELCOME)) {
                var _ = context.writeAndFlush(new TextWebSocketFrame(RESUME));
            } else if (says(content, CAUGHT_UP)) {
                caughtUp.complete(context.channel());
            }
        }
        hearing.heard(content, System.nanoTime());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        caughtUp.completeExceptionally(new IllegalStateException("The connection broke"));
        context.fireChannelInactive();
    }

    private static final class Closed extends IllegalStateException {

        private static final long serialVersionUID = 1L;
        private static final int TRY_LATER = 1013;

        private final int code;

        Closed(int code, String reason) {
            super("closed by the server: " + code + " " + reason);
            this.code = code;
        }
    }

    /** Whether the server has said to come back later. */
    static boolean mayComeBack(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        return cause instanceof Closed closed && closed.code == Closed.TRY_LATER;
    }

    /** Whether the frame begins so: the server writes the type first. */
    static boolean says(ByteBuf frame, byte[] beginning) {
        if (frame.readableBytes() < beginning.length) {
            return false;
        }
        for (int i = 0; i < beginning.length; i++) {
            if (frame.getByte(frame.readerIndex() + i) != beginning[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] type(String name) {
        return ("{\"type\":\"" + name + "\"").getBytes(StandardCharsets.US_ASCII);
    }
}
