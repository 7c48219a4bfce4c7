package dev.parley.standalone.tale;

import dev.parley.api.Refused;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageCommand.ExpireMessage;
import dev.parley.api.people.FriendshipChanged;
import dev.parley.api.people.PersonCommand.ErasePerson;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Bearer;
import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Scope;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.command.CommandSide;
import dev.parley.standalone.tale.PlainConversation.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.messaging.MessageDispatchInterceptor;

/** The command side, with its answers in the words of the plain truth. */
final class CommandDoor {

    private static final Grant PERSON = new Grant(Bearer.PERSON, Set.of(Role.USER), Set.of(Scope.CHAT));

    private final CommandSide commands;
    private final Supplier<Instant> clock;

    CommandDoor(CommandSide commands, Supplier<Instant> clock) {
        this.commands = commands;
        this.clock = clock;
    }

    /** For processes that send commands themselves, in the time of the story; what comes before each may throw. */
    CommandGateway gateway(Runnable before) {
        MessageDispatchInterceptor<CommandMessage<?>> inTime = messages -> (index, message) -> {
            before.run();
            return message.andMetaData(timeNow());
        };
        return DefaultCommandGateway.builder()
                .commandBus(commands.bus())
                .dispatchInterceptors(List.of(inTime))
                .build();
    }

    private Map<String, String> timeNow() {
        return Map.of(ToldTime.TOLD_AT, clock.get().toString());
    }

    /** A command that is under way. */
    @FunctionalInterface
    interface Asked {

        /** An {@link Answer}, or a {@link dev.parley.api.Reason}. */
        Object answer();
    }

    /** Parley itself registers people and ends messages; all else people ask for. */
    Asked ask(Object command, UserId by) {
        boolean byParley =
                command instanceof RegisterPerson || command instanceof ErasePerson || command instanceof ExpireMessage;
        Grant grant = byParley ? Grant.PARLEY : PERSON;
        CompletableFuture<Object> answer = new CompletableFuture<>();
        commands.bus()
                .dispatch(
                        GenericCommandMessage.asCommandMessage(command)
                                .withMetaData(Map.of(
                                        CommandMetadata.SENDER, by.toString(), CommandMetadata.GRANT, grant.toString()))
                                .andMetaData(timeNow()),
                        (asked, result) -> {
                            if (result.isExceptional()) {
                                answer.completeExceptionally(result.exceptionResult());
                            } else {
                                answer.complete(result.getPayload());
                            }
                        });
        return () -> answered(answer);
    }

    private static Object answered(CompletableFuture<Object> asked) {
        try {
            return switch (asked.join()) {
                case MessageAccepted accepted -> new Answer(accepted.version(), accepted.seq());
                case ConversationChanged changed -> new Answer(changed.version(), 0);
                case FriendshipChanged changed -> changed.version() + " " + changed.state();
                case null -> "nothing";
                case Object other -> other;
            };
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refused refused) {
                return refused.reason();
            }
            throw e;
        }
    }

    /** What the store has of a conversation, a person or two people from that version on. */
    List<? extends DomainEventMessage<?>> stored(String aggregate, long from) {
        return commands.storage()
                .events()
                .readEvents(aggregate, from)
                .asStream()
                .toList();
    }
}
