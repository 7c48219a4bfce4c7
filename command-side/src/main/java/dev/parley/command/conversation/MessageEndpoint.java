package dev.parley.command.conversation;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Extensions;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageCommand.AddReaction;
import dev.parley.api.conversation.MessageCommand.EditMessage;
import dev.parley.api.conversation.MessageCommand.PinMessage;
import dev.parley.api.conversation.MessageCommand.RecallMessage;
import dev.parley.api.conversation.MessageCommand.RemoveReaction;
import dev.parley.api.conversation.MessageCommand.UnpinMessage;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.command.application.SendingPace;
import dev.parley.command.bus.CommandDispatch;
import dev.parley.edge.Caller;
import dev.parley.edge.IdempotencyKey;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of what is said: messages, reactions, pins. */
@RestController
@RequestMapping("/api/v1/conversations/{conversation}")
class MessageEndpoint {

    private final CommandDispatch commands;
    private final SendingPace pace;

    MessageEndpoint(CommandDispatch commands, SendingPace pace) {
        this.commands = commands;
        this.pace = pace;
    }

    record NewMessage(
            @Nullable Content content,
            @Nullable MessageId replyTo,
            @Nullable List<UserId> mentions,
            @Nullable Boolean mentionsEveryone,
            @Nullable Long expiresInSeconds,
            @Nullable Extensions extensions) {}

    record NewWording(
            @Nullable Content content,
            @Nullable List<UserId> mentions,
            @Nullable Boolean mentionsEveryone) {}

    @PostMapping("/messages")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<MessageAccepted> send(
            @PathVariable ConversationId conversation,
            @RequestBody NewMessage body,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            Caller caller) {
        caller.require(Permission.SEND_MESSAGE);
        pace.take(caller, 1);
        return commands.send(
                new SendMessage(
                        conversation,
                        IdempotencyKey.validIfAny(key),
                        required("content", body.content()).checkedAsSaid(),
                        body.replyTo(),
                        listOf(body.mentions()),
                        Boolean.TRUE.equals(body.mentionsEveryone()),
                        body.expiresInSeconds() == null ? null : Duration.ofSeconds(body.expiresInSeconds()),
                        body.extensions(),
                        null),
                caller);
    }

    @PatchMapping("/messages/{message}")
    Mono<ConversationChanged> edit(
            @PathVariable ConversationId conversation,
            @PathVariable MessageId message,
            @RequestBody NewWording body,
            Caller caller) {
        return commands.send(
                new EditMessage(
                        conversation,
                        message,
                        required("content", body.content()),
                        body.mentions(),
                        body.mentionsEveryone()),
                caller);
    }

    @DeleteMapping("/messages/{message}")
    Mono<ConversationChanged> recall(
            @PathVariable ConversationId conversation, @PathVariable MessageId message, Caller caller) {
        return commands.send(new RecallMessage(conversation, message), caller);
    }

    @PutMapping("/messages/{message}/reactions/{emoji}")
    Mono<ConversationChanged> react(
            @PathVariable ConversationId conversation,
            @PathVariable MessageId message,
            @PathVariable String emoji,
            Caller caller) {
        return commands.send(new AddReaction(conversation, message, emoji), caller);
    }

    @DeleteMapping("/messages/{message}/reactions/{emoji}")
    Mono<ConversationChanged> takeReactionBack(
            @PathVariable ConversationId conversation,
            @PathVariable MessageId message,
            @PathVariable String emoji,
            Caller caller) {
        return commands.send(new RemoveReaction(conversation, message, emoji), caller);
    }

    @PutMapping("/pins/{message}")
    Mono<ConversationChanged> pin(
            @PathVariable ConversationId conversation, @PathVariable MessageId message, Caller caller) {
        return commands.send(new PinMessage(conversation, message), caller);
    }

    @DeleteMapping("/pins/{message}")
    Mono<ConversationChanged> unpin(
            @PathVariable ConversationId conversation, @PathVariable MessageId message, Caller caller) {
        return commands.send(new UnpinMessage(conversation, message), caller);
    }

    private static List<UserId> listOf(@Nullable List<UserId> users) {
        return users == null ? List.of() : users;
    }
}
