package dev.parley.query.conversation;

import dev.parley.api.InvalidInput;
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
    private final History history;

    ConversationsEndpoint(Conversations conversations, History history) {
        this.conversations = conversations;
        this.history = history;
    }

    @GetMapping
    Mono<Page<ConversationItem>> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return conversations.list(caller, Limit.of(limit), cursor == null ? null : Conversations.Activity.of(cursor));
    }

    @GetMapping("/{conversation}")
    Mono<ConversationItem> one(
            @PathVariable ConversationId conversation,
            @RequestParam(required = false) @Nullable Long minVersion,
            Caller caller) {
        return conversations.one(caller, conversation, valid(minVersion));
    }

    @GetMapping("/{conversation}/messages")
    Mono<Page<MessageItem>> messages(
            @PathVariable ConversationId conversation,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long minVersion,
            Caller caller) {
        return history.page(
                        caller, conversation, History.Direction.of(before, after), Limit.of(limit), valid(minVersion))
                .map(Page::last);
    }

    private static @Nullable Long valid(@Nullable Long minVersion) {
        if (minVersion != null && minVersion < 0) {
            throw new InvalidInput("minVersion", "Versions start at 0, not " + minVersion + ".");
        }
        return minVersion;
    }
}
