package dev.parley.push.message;

import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import dev.parley.push.frame.ClientFrame.Send;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Over the command bus of this process. */
public final class BusMessages implements Messages, DisposableBean {

    private final CommandGateway commands;

    /** Naming a command reads from the system's source of chance, and a bus may do as it likes: neither belongs on an event loop. */
    private final Scheduler threads =
            Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "push-commands");

    public BusMessages(CommandGateway commands) {
        this.commands = commands;
    }

    @Override
    public Mono<MessageAccepted> send(Send frame, Caller caller, String token) {
        ConversationId conversation = frame.conversation();
        UserId to = frame.to();
        if (conversation != null) {
            return dispatch(message(conversation, frame), caller);
        }
        if (to == null) {
            return Mono.error(new IllegalArgumentException("A frame without a destination passed its own check"));
        }
        ConversationId direct = ConversationId.direct(caller.user(Permission.CREATE_CONVERSATION), to);
        // Found or made: a direct conversation answers a second creation like the first.
        return dispatch(new CreateConversation(direct, ConversationType.DIRECT, Set.of(to)), caller)
                .then(Mono.defer(() -> dispatch(message(direct, frame), caller)));
    }

    @Override
    public void destroy() {
        threads.dispose();
    }

    private static SendMessage message(ConversationId conversation, Send frame) {
        Long seconds = frame.expiresInSeconds();
        return new SendMessage(
                conversation,
                frame.clientId(),
                frame.content(),
                frame.replyTo(),
                frame.mentions(),
                Boolean.TRUE.equals(frame.mentionsEveryone()),
                seconds == null ? null : Duration.ofSeconds(seconds),
                frame.extensions(),
                null);
    }

    private <R> Mono<R> dispatch(Object command, Caller caller) {
        return Mono.<R>fromFuture(
                        () -> commands.send(
                                GenericCommandMessage.asCommandMessage(command).withMetaData(caller.metadata())),
                        true)
                .subscribeOn(threads);
    }
}
