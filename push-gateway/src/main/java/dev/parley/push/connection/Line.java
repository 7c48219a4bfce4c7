package dev.parley.push.connection;

import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.Encoded;
import dev.parley.push.frame.FrameWriter;
import dev.parley.push.frame.ServerFrame;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The way out of one connection: frames in order, then the close, then the cut for whoever does not take it. */
final class Line {

    /**
     * In bytes. With the kernel's own default a reader that has stopped goes unnoticed for megabytes, and the bounds of our queues
     * would begin only behind that. Only here, and not for every socket of the server: an answer that is larger than this would
     * wait for a delayed acknowledgement, 40 ms long, after each of such pieces.
     */
    private static final int SEND_BUFFER = 32 * 1024;

    private final Wire wire;
    private final Channel channel;
    private final FrameWriter writer;
    private final ConnectionSettings settings;
    private final Outbound outbound;
    private final AtomicReference<@Nullable CloseCode> closing = new AtomicReference<>();

    Line(Wire wire, Channel channel, FrameWriter writer, ConnectionSettings settings) {
        this.wire = wire;
        this.channel = channel;
        this.writer = writer;
        this.settings = settings;
        this.outbound = new Outbound(
                settings.maxQueuedFrames(), settings.maxQueuedBytes().toBytes());
    }

    /** Writes what is offered until the end, then closes. Completes when the socket is closed, whoever closed it. */
    Mono<Void> run() {
        return Mono.defer(this::write).then(Mono.defer(() -> {
            CloseCode code = closing.get();
            return code == null ? Mono.empty() : wire.close(code);
        }));
    }

    private Mono<Void> write() {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
        }
        return wire.write(outbound);
    }

    void send(ServerFrame frame) {
        offer(new Outgoing.Message(writer.message(frame)));
    }

    void send(Encoded frame) {
        offer(new Outgoing.Message(writer.message(frame)));
    }

    /** What very many are told: whoever is told something of their own comes first. */
    void sendTogether(Encoded frame) {
        if (outbound.offer(new Outgoing.Message(writer.message(frame)))) {
            wire.together();
        } else {
            close(CloseCode.TOO_SLOW);
        }
    }

    void ping() {
        offer(new Outgoing.Ping());
    }

    void pong(byte[] echo) {
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
            default -> {
                if (!wire.carriesCodes()) {
                    send(new ServerFrame.Bye(code.code(), code.reason(), null));
                }
            }
        }
        outbound.end();
        wire.soon();
        // A reader that has stopped never sees the close frame, and its buffers would stay as long as it pleases.
        Mono.delay(settings.closeGrace()).subscribe(late -> cut());
    }

    /** The other side has gone. */
    void gone() {
        outbound.end();
        wire.soon();
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
        if (outbound.offer(frame)) {
            wire.soon();
        } else {
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
}
