package dev.parley.push.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Cuts off whoever opens a socket and lets the head of a request trickle in. The server's own idle timeout begins anew with every
 * byte, so it never notices them.
 */
final class HandshakeDeadline extends ChannelInboundHandlerAdapter {

    private final long millis;
    private java.util.concurrent.@Nullable Future<?> cut;

    private HandshakeDeadline(Duration within) {
        this.millis = within.toMillis();
    }

    /** Behind the decoder, where a head arrives whole. A channel without one speaks something else than HTTP/1.1. */
    static void guard(Channel channel, Duration within) {
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(NettyPipeline.HttpCodec) != null) {
            pipeline.addAfter(NettyPipeline.HttpCodec, "parley.handshakeDeadline", new HandshakeDeadline(within));
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        cut = context.executor()
                .schedule(
                        () -> {
                            var _ = context.close();
                        },
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            context.pipeline().remove(this);
        }
        context.fireChannelRead(message);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (cut != null) {
            var _ = cut.cancel(false);
        }
    }
}
