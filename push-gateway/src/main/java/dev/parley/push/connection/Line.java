package dev.parley.push.connection;

import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.Encoded;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.frame.ServerFrame;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;

/** The way out of one connection: frames in order, then the close, then the cut for whoever does not take it. */
final class Line {

    private final WebSocketSession socket;
    private final Channel channel;
    private final FrameCodec frames;
    private final ConnectionSettings settings;
    private final Outbound outbound;
    private final AtomicReference<@Nullable CloseCode> closing = new AtomicReference<>();

    Line(WebSocketSession socket, Channel channel, FrameCodec frames, ConnectionSettings settings) {
        this.socket = socket;
        this.channel = channel;
        this.frames = frames;
        this.settings = settings;
        this.outbound = new Outbound(
                settings.maxQueuedFrames(), settings.maxQueuedBytes().toBytes());
    }

    /** Writes what is offered until the end, then closes. Completes when the socket is closed, whoever closed it. */
    Mono<Void> run() {
        return socket.send(outbound.flow().map(this::message)).then(Mono.defer(() -> {
            CloseCode code = closing.get();
            return code == null ? Mono.empty() : socket.close(new CloseStatus(code.code(), code.reason()));
        }));
    }

    Mono<Void> ready() {
        return outbound.ready();
    }

    void send(ServerFrame frame) {
        send(frames.encode(frame));
    }

    void send(Encoded frame) {
        offer(new Outgoing.Text(frame));
    }

    void ping() {
        offer(new Outgoing.Ping());
    }

    void pong(Encoded echo) {
        offer(new Outgoing.Pong(echo));
    }

    boolean hasRoom() {
        return outbound.hasRoom();
    }

    Mono<Void> room() {
        return outbound.room();
    }

    /** The first reason counts. What was sent before still goes out, if the other side reads it within the grace. */
    void close(CloseCode code) {
        if (!closing.compareAndSet(null, code)) {
            return;
        }
        switch (code) {
            case RESTARTING, OUTDATED, TRY_LATER -> send(new ServerFrame.Bye(code.code(), code.reason(), jitter()));
            case SIGNED_OUT, SHUT_OUT -> send(new ServerFrame.Bye(code.code(), code.reason(), null));
            case TOO_SLOW -> outbound.drop();
            default -> {}
        }
        outbound.end();
        // A reader that has stopped never sees the close frame, and its buffers would stay as long as it pleases.
        Mono.delay(settings.closeGrace()).subscribe(late -> cut());
    }

    /** The other side has gone. */
    void gone() {
        outbound.end();
    }

    @Nullable
    CloseCode closing() {
        return closing.get();
    }

    int queuedFrames() {
        return outbound.queuedFrames();
    }

    long queuedBytes() {
        return outbound.queuedBytes();
    }

    private void offer(Outgoing frame) {
        if (!outbound.offer(frame)) {
            close(CloseCode.TOO_SLOW);
        }
    }

    private void cut() {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            var _ = channel.close();
        }
    }

    /** So that not everybody comes back at the same moment. */
    private long jitter() {
        long spread = Math.max(1, settings.reconnectSpread().toMillis());
        return 100 + ThreadLocalRandom.current().nextLong(spread);
    }

    private WebSocketMessage message(Outgoing frame) {
        return switch (frame) {
            case Outgoing.Text text ->
                new WebSocketMessage(
                        WebSocketMessage.Type.TEXT,
                        socket.bufferFactory().wrap(text.frame().utf8()));
            case Outgoing.Ping ping -> socket.pingMessage(buffers -> buffers.wrap(new byte[0]));
            case Outgoing.Pong pong ->
                socket.pongMessage(buffers -> buffers.wrap(pong.echo().utf8()));
        };
    }
}
