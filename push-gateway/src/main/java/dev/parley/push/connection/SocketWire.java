package dev.parley.push.connection;

import dev.parley.push.frame.CloseCode;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A WebSocket. */
final class SocketWire implements Wire {

    private final WebSocketSession socket;
    private final WebSocketMessage.Type kind;

    /** @param kind of the messages that carry frames */
    SocketWire(WebSocketSession socket, WebSocketMessage.Type kind) {
        this.socket = socket;
        this.kind = kind;
    }

    @Override
    public Mono<Void> write(Flux<Outgoing> frames) {
        return socket.send(frames.map(this::message));
    }

    @Override
    public boolean carriesCodes() {
        return true;
    }

    @Override
    public Mono<Void> close(CloseCode code) {
        return socket.close(new CloseStatus(code.code(), code.reason()));
    }

    private WebSocketMessage message(Outgoing frame) {
        return switch (frame) {
            case Outgoing.Message message ->
                new WebSocketMessage(kind, socket.bufferFactory().wrap(message.bytes()));
            case Outgoing.Ping ping -> socket.pingMessage(buffers -> buffers.wrap(new byte[0]));
            case Outgoing.Pong pong -> socket.pongMessage(buffers -> buffers.wrap(pong.echo()));
        };
    }
}
