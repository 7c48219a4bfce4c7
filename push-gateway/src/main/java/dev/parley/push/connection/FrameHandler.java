package dev.parley.push.connection;

import dev.parley.api.Reason;
import dev.parley.edge.Problem;
import dev.parley.edge.Trace;
import dev.parley.push.fanout.Subscription;
import dev.parley.push.frame.ClientFrame;
import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.ServerFrame;
import dev.parley.push.message.Messages;
import dev.parley.push.position.Positions;
import dev.parley.push.presence.Presences;
import dev.parley.push.resume.CatchUp;
import dev.parley.push.typing.Typing;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Does what a frame of an open connection asks, and answers it. */
@Component
final class FrameHandler {

    /** A command that takes longer has an unknown outcome; the client may send it again under the same client id. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Messages messages;
    private final Positions positions;
    private final Typing typing;
    private final Presences presences;
    private final CatchUp catchUp;

    FrameHandler(Messages messages, Positions positions, Typing typing, Presences presences, CatchUp catchUp) {
        this.messages = messages;
        this.positions = positions;
        this.typing = typing;
        this.presences = presences;
        this.catchUp = catchUp;
    }

    /** Never fails: what goes wrong is the answer. */
    Mono<Void> handle(ClientFrame frame, Connection connection, Subscription subscription) {
        return Mono.defer(() -> answer(frame, connection, subscription)).onErrorResume(failure -> {
            connection.refuse(frame.id(), failure);
            return Mono.empty();
        });
    }

    private Mono<Void> answer(ClientFrame frame, Connection connection, Subscription subscription) {
        return switch (frame) {
            case ClientFrame.Auth auth -> connection.renew(auth);
            case ClientFrame.Resume resume -> resume(resume, connection, subscription);
            case ClientFrame.Send send ->
                messages.send(send, connection.caller(), connection.bearer())
                        .timeout(PATIENCE, Mono.defer(() -> unknownOutcome(send, connection)))
                        .doOnNext(accepted -> connection.send(ServerFrame.Ok.to(send.id(), accepted)))
                        .then();
            case ClientFrame.Read read ->
                positions
                        .read(connection.caller(), read.conversation(), read.seq())
                        .then(Mono.fromRunnable(() -> connection.send(ServerFrame.Ok.to(read.id()))));
            case ClientFrame.Delivered delivered ->
                positions.delivered(connection.caller(), delivered.conversation(), delivered.seq());
            case ClientFrame.Ping ping ->
                Mono.fromRunnable(() -> connection.send(new ServerFrame.Pong(ping.id(), Instant.now())));
            case ClientFrame.Typing signal ->
                typing.changed(connection.caller(), signal.conversation(), signal.active());
            case ClientFrame.Watch watch -> presences.watch(connection, watch.users());
            case ClientFrame.Status status ->
                presences.says(connection, status.state().device());
        };
    }

    /** A connection that cannot be caught up stays held back, and nobody is helped by that. */
    private Mono<Void> resume(ClientFrame.Resume resume, Connection connection, Subscription subscription) {
        return catchUp.resume(subscription, resume.heads(), resume.id())
                .takeUntilOther(connection.ended())
                .onErrorResume(failure -> {
                    connection.refuse(resume.id(), failure);
                    connection.close(CloseCode.TRY_LATER);
                    return Mono.empty();
                });
    }

    private static <T> Mono<T> unknownOutcome(ClientFrame.Send send, Connection connection) {
        connection.send(ServerFrame.Refusal.to(
                send.id(),
                Problem.of(
                        Reason.UNAVAILABLE,
                        "No answer in time; whether the message was sent is not known. Send it again with the same clientId.",
                        null,
                        Trace.next())));
        return Mono.empty();
    }
}
