package dev.parley.push.message;

import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.people.UserId;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.edge.Caller;
import dev.parley.push.frame.ClientFrame.Send;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sends what a connection says. The answer comes once the message is durable; a no comes as a {@code Refused}. */
@Component
public final class Messages {

    private final CommandGateway commands;

    Messages(CommandGateway commands) {
        this.commands = commands;
    }

    public Mono<MessageAccepted> send(Send frame, Caller caller) {
        ConversationId conversation = frame.conversation();
        UserId to = frame.to();
        if (conversation != null) {
            return dispatch(message(conversation, frame), caller);
        }
        if (to == null) {
            return Mono.error(new IllegalArgumentException("A frame without a destination passed its own check"));
        }
        ConversationId direct = ConversationId.direct(caller.user(), to);
        // Found or made: a direct conversation answers a second creation like the first.
        return dispatch(new CreateConversation(direct, ConversationType.DIRECT, Set.of(to), null), caller)
                .then(Mono.defer(() -> dispatch(message(direct, frame), caller)));
    }

    private static SendMessage message(ConversationId conversation, Send frame) {
        return new SendMessage(conversation, frame.clientId(), frame.content(), frame.replyTo(), frame.mentions());
    }

    private <R> Mono<R> dispatch(Object command, Caller caller) {
        Map<String, String> metadata = Map.of(
                CommandMetadata.SENDER, caller.user().toString(),
                CommandMetadata.DEVICE, caller.device().toString(),
                CommandMetadata.TRACE, caller.trace());
        return Mono.fromFuture(() ->
                commands.send(GenericCommandMessage.asCommandMessage(command).withMetaData(metadata)));
    }
}
