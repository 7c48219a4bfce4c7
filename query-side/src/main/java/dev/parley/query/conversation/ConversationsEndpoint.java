package dev.parley.query.conversation;

import dev.parley.api.conversation.ConversationId;
import dev.parley.edge.Caller;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of reading conversations. */
@RestController
@RequestMapping("/api/v1/conversations")
class ConversationsEndpoint {

    private final Conversations conversations;
    private final Whole whole;

    ConversationsEndpoint(Conversations conversations, Whole whole) {
        this.conversations = conversations;
        this.whole = whole;
    }

    /** Without the hidden ones, or these alone. */
    @GetMapping
    Mono<Page<ConversationItem>> list(
            @RequestParam(defaultValue = "false") boolean hidden,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return conversations.list(
                caller,
                hidden ? Conversations.Shelf.HIDDEN : Conversations.Shelf.OPEN,
                Limit.of(limit),
                cursor == null ? null : Conversations.Place.of(cursor));
    }

    @GetMapping("/{conversation}")
    Mono<ConversationWhole> one(
            @PathVariable ConversationId conversation,
            @RequestParam(required = false) @Nullable Long minVersion,
            Caller caller) {
        return whole.of(caller, conversation, MinVersion.valid(minVersion));
    }
}
