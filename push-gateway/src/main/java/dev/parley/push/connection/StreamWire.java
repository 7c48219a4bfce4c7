package dev.parley.push.connection;

import dev.parley.push.frame.CloseCode;
import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;

/** The answer to a request for server-sent events. What keeps it alive is a comment. */
final class StreamWire extends Writer {

    private static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(StandardCharsets.UTF_8);

    private final ServerHttpResponse response;
    private final Runnable alive;
    private volatile @Nullable FluxSink<DataBuffer> events;

    /** @param alive what to do when the other side has taken a heartbeat, for it says nothing itself */
    StreamWire(ServerHttpResponse response, Channel channel, Turns turns, Runnable alive) {
        super(channel, turns);
        this.response = response;
        this.alive = alive;
    }

    @Override
    public Mono<Void> write(Outbound outbound) {
        Flux<DataBuffer> all = Flux.create(sink -> {
            events = sink;
            sink.onRequest(more -> later());
            var _ = begin(outbound);
        });
        return response.writeAndFlushWith(all.map(Mono::just)).doFinally(signal -> outbound.drop());
    }

    @Override
    public boolean carriesCodes() {
        return false;
    }

    @Override
    public Mono<Void> close(CloseCode code) {
        return Mono.empty();
    }

    @Override
    boolean writeSome(Outbound from) {
        FluxSink<DataBuffer> sink = events;
        while (sink != null && sink.requestedFromDownstream() > 0) {
            Outgoing frame = from.poll();
            if (frame == null) {
                return false;
            }
            sink.next(buffer(frame));
        }
        return false; // asks for more when it takes more
    }

    @Override
    void finished() {
        FluxSink<DataBuffer> sink = events;
        if (sink != null) {
            sink.complete();
        }
    }

    private DataBuffer buffer(Outgoing frame) {
        return response.bufferFactory()
                .wrap(
                        switch (frame) {
                            case Outgoing.Message message -> message.bytes();
                            case Outgoing.Ping ping -> {
                                alive.run();
                                yield HEARTBEAT;
                            }
                            case Outgoing.Pong pong -> HEARTBEAT;
                        });
    }
}
