package dev.parley.query.forward;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Forwarded;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import dev.parley.query.conversation.ReadableMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Passes messages on. All of them can be read by the caller, or nothing happens; where they go, each conversation decides for itself, and one
 * that says no does not hold up the others.
 */
@Component
class Forwards implements DisposableBean {

    private static final int TARGETS_AT_ONCE = 4;

    private final ReadableMessages readable;
    private final CommandGateway commands;

    /** A bus may do as it likes, so it has threads of its own. */
    private final Scheduler threads =
            Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor(), "query-forwards");

    Forwards(ReadableMessages readable, CommandGateway commands) {
        this.readable = readable;
        this.commands = commands;
    }

    /** What became of it in one conversation: what was said there and, when not all was, why. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            ConversationId conversation,
            List<MessageAccepted> messages,
            @Nullable Reason code,
            @Nullable String detail) {}

    /** In the order of the targets. */
    Mono<List<Result>> forward(Caller caller, Forward forward) {
        UserId user = caller.user(Permission.FORWARD_MESSAGES);
        return readable.require(user, forward.messages())
                .map(messages -> forward.merged()
                        ? List.of(merged(forward, messages))
                        : messages.views().stream().map(Forwards::single).toList())
                .flatMapMany(said -> Flux.fromIterable(forward.to())
                        .flatMapSequential(target -> send(caller, forward, target, said), TARGETS_AT_ONCE))
                .collectList();
    }

    /** What is said, and where it comes from. */
    private record Said(Content content, @Nullable Forwarded forwarded) {}

    /** Whoever passes on what was passed on names who said it first. */
    private static Said single(MessageView message) {
        Forwarded before = message.forwarded();
        return new Said(content(message), before == null ? new Forwarded(message.sender(), message.at()) : before);
    }

    private static Said merged(Forward forward, ReadableMessages.Found found) {
        String title = forward.title();
        return new Said(
                new Content.Merged(
                        title == null ? found.title() : title,
                        found.views().stream()
                                .map(message ->
                                        new Content.Merged.Item(message.sender(), message.at(), content(message)))
                                .toList()),
                null);
    }

    /** The service's words are its own; passed on, they are a text like any other. */
    private static Content content(MessageView message) {
        Content content = Objects.requireNonNull(message.content(), "a message that is not gone says something");
        return content instanceof Content.Notice(String text) ? new Content.Text(text) : content;
    }

    private Mono<Result> send(Caller caller, Forward forward, ConversationId target, List<Said> said) {
        List<MessageAccepted> accepted = new ArrayList<>();
        return Flux.range(0, said.size())
                .concatMap(index -> dispatch(message(forward, target, index, said.get(index)), caller))
                .doOnNext(accepted::add)
                .then(Mono.fromSupplier(() -> new Result(target, List.copyOf(accepted), null, null)))
                .onErrorResume(
                        Refused.class,
                        no -> Mono.just(new Result(target, List.copyOf(accepted), no.reason(), no.detail())));
    }

    private static SendMessage message(Forward forward, ConversationId target, int index, Said said) {
        return new SendMessage(
                target, forward.clientId(index), said.content(), null, List.of(), false, null, null, said.forwarded());
    }

    private Mono<MessageAccepted> dispatch(SendMessage command, Caller caller) {
        return Mono.<MessageAccepted>fromFuture(
                        () -> commands.send(
                                GenericCommandMessage.asCommandMessage(command).withMetaData(caller.metadata())),
                        true)
                .subscribeOn(threads);
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}
