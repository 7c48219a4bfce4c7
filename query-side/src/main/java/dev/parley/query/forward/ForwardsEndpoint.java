package dev.parley.query.forward;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.edge.Caller;
import dev.parley.edge.IdempotencyKey;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of passing messages on. */
@RestController
class ForwardsEndpoint {

    private final Forwards forwards;

    ForwardsEndpoint(Forwards forwards) {
        this.forwards = forwards;
    }

    record NewForward(
            @Nullable List<MessageId> messages,
            @Nullable List<ConversationId> to,
            @Nullable Boolean merged,
            @Nullable String title) {}

    record Results(List<Forwards.Result> results) {}

    @PostMapping("/api/v1/forwards")
    Mono<Results> forward(
            @RequestBody NewForward body,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            Caller caller) {
        Forward forward = new Forward(
                required("messages", body.messages()),
                required("to", body.to()),
                Boolean.TRUE.equals(body.merged()),
                body.title(),
                key);
        return forwards.forward(caller, forward).map(Results::new);
    }
}
