package dev.parley.push.connection;

import dev.parley.push.frame.CloseCode;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The answer to a request for server-sent events. What keeps it alive is a comment. */
final class StreamWire implements Wire {

    private static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(StandardCharsets.UTF_8);

    private final ServerHttpResponse response;
    private final Runnable alive;

    /** @param alive what to do when the other side has taken a heartbeat, for it says nothing itself */
    StreamWire(ServerHttpResponse response, Runnable alive) {
        this.response = response;
        this.alive = alive;
    }

    @Override
    public Mono<Void> write(Flux<Outgoing> frames) {
        return response.writeAndFlushWith(frames.map(frame -> Mono.just(buffer(frame))));
    }

    @Override
    public boolean carriesCodes() {
        return false;
    }

    @Override
    public Mono<Void> close(CloseCode code) {
        return Mono.empty();
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
