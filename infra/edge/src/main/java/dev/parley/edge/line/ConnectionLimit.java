package dev.parley.edge.line;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.http.MediaType;
import reactor.netty.NettyPipeline;

/**
 * Keeps one address from taking all the connections that the machine has. One too many is told so, if it asks for anything within some seconds; from twice the
 * limit on it is closed at once.
 */
final class ConnectionLimit {

    private static final int SECONDS_TO_ASK = 5;

    private final int limit;
    private final List<IpSubnetFilterRule> trusted;
    private final byte[] problem;
    private final ConnectionsByAddress open = new ConnectionsByAddress();

    /** @param problem what one too many is told, as JSON */
    ConnectionLimit(LineSettings settings, byte[] problem) {
        this.limit = settings.connectionsPerAddress();
        this.trusted = settings.trusted();
        this.problem = problem.clone();
    }

    /** Called when a connection is new and can already speak HTTP. */
    void count(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)
                || trusted.stream().anyMatch(network -> network.matches(remote))) {
            return;
        }
        InetAddress address = remote.getAddress();
        int connections = open.enter(address);
        var _ = channel.closeFuture().addListener(closed -> open.leave(address));
        if (connections > 2L * limit) {
            var _ = channel.close();
        } else if (connections > limit) {
            channel.pipeline().addAfter(NettyPipeline.HttpCodec, "parley.one-too-many", new OneTooMany());
        }
    }

    private final class OneTooMany extends ChannelInboundHandlerAdapter {

        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            Channel channel = context.channel();
            var _ = channel.eventLoop().schedule(() -> closed(channel), SECONDS_TO_ASK, TimeUnit.SECONDS);
        }

        private void closed(Channel channel) {
            var _ = channel.close();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            if (message instanceof HttpRequest) {
                FullHttpResponse no = new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.TOO_MANY_REQUESTS, Unpooled.wrappedBuffer(problem));
                no.headers()
                        .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                        .set(HttpHeaderNames.CONTENT_LENGTH, problem.length)
                        .set(HttpHeaderNames.RETRY_AFTER, SECONDS_TO_ASK)
                        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
                var _ = context.writeAndFlush(no).addListener(ChannelFutureListener.CLOSE);
            }
        }
    }
}
