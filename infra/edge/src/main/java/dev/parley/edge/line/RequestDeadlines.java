package dev.parley.edge.line;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import reactor.netty.NettyPipeline;

/**
 * Ends a connection on which a request has begun and does not come to an end, the headers or the body. The server's own idle time-out does not see that: a
 * byte now and then starts it anew. One for each connection, and used by its event loop alone.
 */
final class RequestDeadlines {

    private final LineSettings settings;
    private final Answers answers;
    private @Nullable Future<?> deadline;
    private boolean insideARequest;
    private boolean answered;
    private boolean upgraded;

    /** What is answered when the headers, or the body, take too long, as JSON. */
    record Answers(String headers, String body) {}

    RequestDeadlines(LineSettings settings, Answers answers) {
        this.settings = settings;
        this.answers = answers;
    }

    void watch(ChannelPipeline pipeline) {
        Heads heads = new Heads();
        pipeline.addAfter(NettyPipeline.HttpCodec, "parley.heads", heads);
        pipeline.addBefore(NettyPipeline.HttpCodec, "parley.bytes", new Bytes(pipeline.context(heads)));
    }

    private void arm(ChannelHandlerContext heads, Duration within, String problem) {
        deadline = heads.executor().schedule(() -> tooLate(heads, problem), within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void disarm() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void tooLate(ChannelHandlerContext context, String problem) {
        if (answered) {
            var _ = context.close(); // somebody had heard enough to say no already
            return;
        }
        byte[] body = problem.getBytes(StandardCharsets.UTF_8);
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.BAD_REQUEST, Unpooled.wrappedBuffer(body));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        var _ = context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }

    /** Sees that something comes. */
    private final class Bytes extends ChannelInboundHandlerAdapter {

        private final ChannelHandlerContext heads;

        Bytes(ChannelHandlerContext heads) {
            this.heads = heads;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (!insideARequest && !upgraded && deadline == null) {
                answered = false;
                arm(heads, settings.headersWithin(), answers.headers());
            }
            context.fireChannelRead(message);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            disarm();
            context.fireChannelInactive();
        }
    }

    /** Sees what it becomes. */
    private final class Heads extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest) {
                disarm();
                insideARequest = true;
                arm(context, settings.bodyWithin(), answers.body());
            }
            if (message instanceof LastHttpContent) {
                disarm();
                insideARequest = false;
            }
            context.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise done) {
            if (message instanceof HttpResponse answer) {
                answered = true;
                upgraded |= answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS); // frames come from now on
            }
            var _ = context.write(message, done);
        }
    }
}
