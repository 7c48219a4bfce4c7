package dev.parley.command.application;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageCommand.WriteToPerson;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.command.bus.CommandDispatch;
import dev.parley.edge.Caller;
import dev.parley.edge.IdempotencyKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where an application says something to a person or in a conversation, or to many of them at once. Each of many is told by themselves;
 * with an idempotency key the whole may be repeated: whom it has reached hears it once, the others are tried again.
 */
@RestController
class MessagesEndpoint {

    private static final int AT_ONCE = 16;

    private final CommandDispatch commands;
    private final Introduction introduction;
    private final SendingPace pace;

    MessagesEndpoint(CommandDispatch commands, Introduction introduction, SendingPace pace) {
        this.commands = commands;
        this.introduction = introduction;
        this.pace = pace;
    }

    record NewMessage(
            @Nullable Receivers to,
            @Nullable Content content,
            @Nullable UserId onBehalfOf) {}

    record Deliveries(List<Delivery> items) {}

    @PostMapping("/api/v1/messages")
    Mono<ResponseEntity<Object>> send(
            @RequestBody NewMessage body,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            Caller caller) {
        UserId sender = caller.user(Permission.SEND_MESSAGE);
        requireConsent(body.onBehalfOf(), sender, caller);
        String clientId = IdempotencyKey.validIfAny(key);
        Receivers to = required("to", body.to()).checked();
        Content content = required("content", body.content()).checkedAsSaid();
        pace.take(caller, to.all().size());
        Mono<Void> known = introduction.of(caller);
        if (!to.many()) {
            Receiver receiver = to.all().getFirst();
            return known.then(say(receiver, clientId, content, sender, caller))
                    .map(accepted -> ResponseEntity.status(HttpStatus.CREATED).body(accepted));
        }
        return known.thenMany(Flux.fromIterable(to.all()))
                .flatMapSequential(receiver -> deliver(receiver, clientId, content, sender, caller), AT_ONCE)
                .collectList()
                .map(items -> ResponseEntity.ok(new Deliveries(items)));
    }

    /** It is the person's own token that says they let the application, so it is theirs that is asked for; it ends with their consent. */
    private static void requireConsent(@Nullable UserId person, UserId sender, Caller caller) {
        if (person == null || person.equals(sender)) {
            return;
        }
        throw new CommandRefused(
                Reason.FORBIDDEN,
                caller.isApplication()
                        ? "An application writes for somebody with the token that they gave it, not with its own."
                        : "This token is another person's than onBehalfOf.");
    }

    private Mono<MessageAccepted> say(
            Receiver receiver, @Nullable String clientId, Content content, UserId sender, Caller caller) {
        return commands.send(command(receiver, clientId, content, sender), caller);
    }

    private static Object command(Receiver receiver, @Nullable String clientId, Content content, UserId sender) {
        ConversationId conversation = receiver.conversation();
        if (conversation != null) {
            return new SendMessage(conversation, clientId, content, null, List.of());
        }
        UserId user = required("to.user", receiver.user());
        return new WriteToPerson(ConversationId.direct(sender, user), user, clientId, content);
    }

    private Mono<Delivery> deliver(
            Receiver receiver, @Nullable String clientId, Content content, UserId sender, Caller caller) {
        return say(receiver, clientId, content, sender, caller)
                .map(accepted -> Delivery.of(receiver, accepted))
                .onErrorResume(Refused.class, refusal -> Mono.just(Delivery.of(receiver, refusal)));
    }
}
