package dev.parley.query.forward;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageId;
import dev.parley.edge.Caller;
import dev.parley.query.conversation.ReadableMessages;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Passes messages on, and says in a line of text what became of it in each place. */
public final class Forwarder {

    private final ReadableMessages readable;
    private final CommandGateway commands;

    public Forwarder(ReadableMessages readable, CommandGateway commands) {
        this.readable = readable;
        this.commands = commands;
    }

    /** {@code title} makes one message of them; null = each for itself. The reason of a no alone, when nothing is passed on anywhere. */
    public List<String> forward(
            Caller caller, List<MessageId> messages, List<ConversationId> to, @Nullable String title, String key) {
        Forwards forwards = new Forwards(readable, commands);
        try {
            return forwards.forward(caller, new Forward(messages, to, title != null, title, key))
                    // On a machine that is busy with other things, the views may seem to be late.
                    .retryWhen(Retry.max(20)
                            .filter(late -> late instanceof Refused no && no.reason() == Reason.VIEW_BEHIND))
                    .map(results -> results.stream().map(Forwarder::line).toList())
                    .onErrorResume(
                            Refused.class, no -> Mono.just(List.of(no.reason().name())))
                    .blockOptional()
                    .orElseThrow();
        } finally {
            forwards.destroy();
        }
    }

    private static String line(Forwards.Result result) {
        return result.conversation() + " "
                + result.messages().stream().map(MessageAccepted::seq).toList() + " " + result.code();
    }
}
