package dev.parley.bench.push;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The near end of one connection: asks for everything once it is welcome, and then listens. A message holds one frame, or an array of
 * them.
 */
final class Ear extends SimpleChannelInboundHandler<WebSocketFrame> {

    static final byte[] EVENT = type("event");
    static final byte[] OK = type("ok");
    static final byte[] ERROR = type("error");
    static final byte[] RESET = type("reset");
    private static final byte[] WELCOME = type("welcome");
    private static final byte[] CAUGHT_UP = type("caughtUp");
    private static final String RESUME = "{\"type\":\"resume\",\"heads\":{}}";

    private final Hearing hearing;
    private final CompletableFuture<Channel> caughtUp;
    private final Consumer<String> lost;

    /** @param lost told when a connection ends that was caught up */
    Ear(Hearing hearing, CompletableFuture<Channel> caughtUp, Consumer<String> lost) {
        this.hearing = hearing;
        this.caughtUp = caughtUp;
        this.lost = lost;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, WebSocketFrame message) {
        if (message instanceof CloseWebSocketFrame close) {
            over(new Closed(close.statusCode(), close.reasonText()));
            var _ = context.close();
            return;
        }
        long now = System.nanoTime();
        ByteBuf content = message.content();
        if (content.isReadable() && content.getByte(content.readerIndex()) == '[') {
            FrameArray.forEach(content, frame -> heard(context, frame, now));
        } else {
            heard(context, content, now);
        }
    }

    private void heard(ChannelHandlerContext context, ByteBuf frame, long now) {
        if (!caughtUp.isDone()) {
            if (says(frame, WELCOME)) {
                var _ = context.writeAndFlush(new TextWebSocketFrame(RESUME));
            } else if (says(frame, CAUGHT_UP)) {
                caughtUp.complete(context.channel());
            }
        }
        hearing.heard(frame, now);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over(new Broken("The connection broke"));
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        over(new Broken("The connection broke: " + failure.getMessage()));
        var _ = context.close();
    }

    private void over(IllegalStateException why) {
        if (!caughtUp.completeExceptionally(why) && !caughtUp.isCompletedExceptionally()) {
            lost.accept(String.valueOf(why.getMessage()));
        }
    }

    /** Without a word from the server, as when it could not take one more. */
    private static final class Broken extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }
    }

    private static final class Closed extends IllegalStateException {

        private static final long serialVersionUID = 1L;
        private static final Set<Integer> COME_BACK = Set.of(1012, 1013);

        private final int code;

        Closed(int code, String reason) {
            super("closed by the server: " + code + " " + reason);
            this.code = code;
        }
    }

    static String reason(Throwable failure) {
        return String.valueOf(cause(failure).getMessage());
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Whether a client would come back after this. */
    static boolean mayComeBack(Throwable failure) {
        Throwable cause = cause(failure);
        return cause instanceof Closed closed
                ? Closed.COME_BACK.contains(closed.code)
                : cause instanceof Broken || cause instanceof IOException;
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
