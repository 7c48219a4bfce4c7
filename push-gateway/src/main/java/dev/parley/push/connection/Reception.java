package dev.parley.push.connection;

import dev.parley.api.Reason;
import dev.parley.edge.Problem;
import dev.parley.edge.Trace;
import dev.parley.edge.token.Presented;
import dev.parley.push.frame.ClientFrame;
import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.FrameFormat;
import dev.parley.push.frame.Received;
import dev.parley.push.frame.ServerFrame;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.local.SynchronizationStrategy;
import io.netty.handler.codec.TooLongFrameException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.web.reactive.socket.WebSocketMessage;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The way in of one connection. Frames of a kind are handled in their order, kinds do not wait for each other: a long resume holds up
 * no ping, and messages are sent in the order they came. Called on the connection's event loop.
 */
final class Reception {

    /** What waits for its own kind only. */
    private enum Lane {
        AUTH,
        RESUME,
        SEND,
        POSITION,
        SIGNAL,
        OTHER
    }

    private static final Logger log = LoggerFactory.getLogger(Reception.class);
    private static final int MALFORMED_IN_A_ROW = 3;

    private record Work(Lane lane, Mono<Void> done) {}

    private final Connection connection;
    private final FrameFormat format;
    private final FrameHandler handler;
    private final ConnectionSettings settings;
    private final Bucket allowance;
    private boolean authenticating;
    private int malformed;

    Reception(Connection connection, FrameFormat format, FrameHandler handler, ConnectionSettings settings) {
        this.connection = connection;
        this.format = format;
        this.handler = handler;
        this.settings = settings;
        // One event loop reads a connection, so nothing has to be synchronized.
        this.allowance = Bucket.builder()
                .addLimit(limit -> limit.capacity(settings.framesAtOnce())
                        .refillGreedy(settings.framesPerSecond(), Duration.ofSeconds(1)))
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    /** Handles what comes until nothing comes any more. {@code token} is that of the handshake, if it had one. */
    Mono<Void> run(Flux<WebSocketMessage> messages, @Nullable Presented token) {
        connection.expectToken();
        authenticating = token != null;
        Mono<Void> handshake = token == null ? Mono.empty() : connection.authenticate(null, token);
        Mono<Void> incoming = messages.doOnNext(message -> connection.heard())
                // The buffer is gone once this step is over, so it is read here.
                .<Work>handle((message, work) -> accept(message).ifPresent(work::next))
                .onErrorResume(this::broken)
                .doFinally(signal -> connection.line().gone())
                // What all lanes hold together is bounded by this prefetch; behind it we do not read on.
                .groupBy(Work::lane, settings.maxPending())
                .flatMap(lane -> lane.concatMap(Work::done, 1), Lane.values().length)
                .then();
        return handshake.and(incoming);
    }

    private Optional<Work> accept(WebSocketMessage message) {
        if (connection.line().closing() != null) {
            return Optional.empty();
        }
        if (!allowance.tryConsume(1)) {
            return tooMany();
        }
        DataBuffer payload = message.getPayload();
        return switch (message.getType()) {
            case PONG -> Optional.empty();
            case PING -> {
                connection.line().pong(bytes(payload));
                yield Optional.empty();
            }
            case BINARY -> format.binary() ? frame(payload) : wrongKind();
            case TEXT -> format.binary() ? wrongKind() : frame(payload);
        };
    }

    private Optional<Work> frame(DataBuffer payload) {
        return payload.readableByteCount() > settings.maxFrame().toBytes()
                ? tooLarge()
                : accept(format.decode(bytes(payload)));
    }

    private Optional<Work> wrongKind() {
        return refuse(
                null, problem(Reason.MALFORMED, format.protocol() + " is " + (format.binary() ? "binary." : "text.")));
    }

    private Optional<Work> accept(Received received) {
        return switch (received) {
            case Received.Refused refused -> refuse(refused.id(), refused.problem());
            case Received.Understood understood -> {
                malformed = 0;
                yield accept(understood.frame());
            }
        };
    }

    private Optional<Work> accept(ClientFrame frame) {
        if (authenticating) {
            return Optional.of(new Work(
                    lane(frame), connection.opened().flatMap(place -> handler.handle(frame, connection, place))));
        }
        if (frame instanceof ClientFrame.Auth auth) {
            authenticating = true;
            return Optional.of(new Work(Lane.AUTH, connection.authenticate(auth.id(), Presented.plain(auth.token()))));
        }
        return notAuthenticated(frame.id());
    }

    private Optional<Work> refuse(@Nullable String id, Problem problem) {
        if (!authenticating) {
            return notAuthenticated(id);
        }
        connection.send(ServerFrame.Refusal.to(id, problem));
        malformed = problem.code() == Reason.MALFORMED ? malformed + 1 : 0;
        if (malformed == MALFORMED_IN_A_ROW) {
            connection.close(CloseCode.MALFORMED);
        }
        return Optional.empty();
    }

    private Optional<Work> notAuthenticated(@Nullable String id) {
        connection.send(
                ServerFrame.Refusal.to(id, problem(Reason.NOT_AUTHENTICATED, "The first frame has to be auth.")));
        connection.close(CloseCode.NOT_AUTHENTICATED);
        return Optional.empty();
    }

    private Optional<Work> tooLarge() {
        connection.send(ServerFrame.Refusal.to(
                null,
                problem(
                        Reason.TOO_LARGE,
                        "A frame has at most " + settings.maxFrame().toBytes() + " bytes.")));
        connection.close(CloseCode.FRAME_TOO_LARGE);
        return Optional.empty();
    }

    private Optional<Work> tooMany() {
        connection.send(ServerFrame.Refusal.to(
                null,
                problem(Reason.RETRY_LATER, "At most " + settings.framesPerSecond() + " frames a second are taken.")));
        connection.close(CloseCode.TOO_MANY_FRAMES);
        return Optional.empty();
    }

    private Mono<Work> broken(Throwable failure) {
        if (failure instanceof TooLongFrameException) {
            tooLarge();
        } else {
            log.debug("A connection broke", failure);
        }
        return Mono.empty();
    }

    private static Lane lane(ClientFrame frame) {
        return switch (frame) {
            case ClientFrame.Auth auth -> Lane.AUTH;
            case ClientFrame.Resume resume -> Lane.RESUME;
            case ClientFrame.Send send -> Lane.SEND;
            case ClientFrame.Read read -> Lane.POSITION;
            case ClientFrame.Delivered delivered -> Lane.POSITION;
            case ClientFrame.Typing typing -> Lane.SIGNAL;
            case ClientFrame.Watch watch -> Lane.SIGNAL;
            case ClientFrame.Status status -> Lane.SIGNAL;
            case ClientFrame.Ping ping -> Lane.OTHER;
        };
    }

    private static Problem problem(Reason code, String detail) {
        return Problem.of(code, detail, null, Trace.next());
    }

    private static byte[] bytes(DataBuffer payload) {
        byte[] bytes = new byte[payload.readableByteCount()];
        payload.read(bytes);
        return bytes;
    }
}
