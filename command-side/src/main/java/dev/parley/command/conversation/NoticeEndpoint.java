package dev.parley.command.conversation;

import static dev.parley.api.InvalidInput.required;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageCommand.PostNotice;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.command.bus.CommandDispatch;
import dev.parley.edge.Caller;
import dev.parley.edge.IdempotencyKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where administrators tell people something in the name of the service. */
@RestController
@RequestMapping("/api/v1/admin/notices")
class NoticeEndpoint {

    private static final int AT_ONCE = 16;

    private final CommandDispatch commands;

    NoticeEndpoint(CommandDispatch commands) {
        this.commands = commands;
    }

    record NewNotice(@Nullable List<UserId> to, @Nullable Content content) {}

    /** What became of the notice to one person: where it stands, or why it was refused. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delivery(
            UserId user,
            @Nullable MessageId message,
            @Nullable Reason code,
            @Nullable String detail) {

        static Delivery of(UserId user, MessageAccepted accepted) {
            return new Delivery(user, accepted.message(), null, null);
        }

        static Delivery of(UserId user, Refused refusal) {
            return new Delivery(user, null, refusal.reason(), refusal.detail());
        }
    }

    record Deliveries(List<Delivery> items) {}

    /** Each person is told by themselves; with an idempotency key the whole may be repeated, and nobody hears it twice. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Deliveries> post(
            @RequestBody NewNotice body,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            Caller caller) {
        caller.require(Permission.POST_NOTICE);
        String clientId = IdempotencyKey.validIfAny(key);
        Content content = required("content", body.content()).checked();
        Set<UserId> everybody = new LinkedHashSet<>(required("to", body.to()));
        if (everybody.size() > ConversationCommand.MAX_USERS_PER_CALL) {
            throw new InvalidInput(
                    "to", "One call names at most " + ConversationCommand.MAX_USERS_PER_CALL + " people.");
        }
        return Flux.fromIterable(everybody)
                .flatMapSequential(user -> tell(user, clientId, content, caller), AT_ONCE)
                .collectList()
                .map(Deliveries::new);
    }

    private Mono<Delivery> tell(UserId user, @Nullable String clientId, Content content, Caller caller) {
        return commands.<MessageAccepted>send(
                        new PostNotice(ConversationId.system(user), user, clientId, content), caller)
                .map(accepted -> Delivery.of(user, accepted))
                .onErrorResume(Refused.class, refusal -> Mono.just(Delivery.of(user, refusal)));
    }
}
