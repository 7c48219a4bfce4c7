package dev.parley.push.note;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.edge.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of taking notes. Reading them is the query side's. */
@RestController
class NotesEndpoint {

    private final Notes notes;

    NotesEndpoint(Notes notes) {
        this.notes = notes;
    }

    record Draft(@Nullable String text, @Nullable MessageId replyTo) {}

    @PatchMapping("/api/v1/conversations/{conversation}/mine")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> change(@PathVariable ConversationId conversation, @RequestBody Mine body, Caller caller) {
        return notes.change(caller, conversation, body);
    }

    @PutMapping("/api/v1/conversations/{conversation}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> draft(@PathVariable ConversationId conversation, @RequestBody Draft body, Caller caller) {
        return notes.draft(caller, conversation, required("text", body.text()), body.replyTo());
    }

    @PutMapping("/api/v1/me/favourites/{message}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> favour(@PathVariable MessageId message, Caller caller) {
        return notes.favour(caller, message);
    }

    @DeleteMapping("/api/v1/me/favourites/{message}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> unfavour(@PathVariable MessageId message, Caller caller) {
        return notes.unfavour(caller, message);
    }
}
