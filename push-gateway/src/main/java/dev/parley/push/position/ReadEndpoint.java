package dev.parley.push.position;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.conversation.ConversationId;
import dev.parley.edge.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of read positions, for whoever has no connection. */
@RestController
class ReadEndpoint {

    private final Positions positions;

    ReadEndpoint(Positions positions) {
        this.positions = positions;
    }

    record ReadUpTo(@Nullable Long seq) {}

    @PutMapping("/api/v1/conversations/{conversation}/read")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> read(@PathVariable ConversationId conversation, @RequestBody ReadUpTo body, Caller caller) {
        return positions.read(caller, conversation, required("seq", body.seq()));
    }
}
