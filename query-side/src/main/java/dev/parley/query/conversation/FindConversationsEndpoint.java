package dev.parley.query.conversation;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import dev.parley.query.search.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of finding one's own conversations by name. */
@RestController
class FindConversationsEndpoint {

    private final ByName byName;

    FindConversationsEndpoint(ByName byName) {
        this.byName = byName;
    }

    @GetMapping("/api/v1/search/conversations")
    Mono<Page<ConversationItem>> search(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        caller.require(Permission.LIST_CONVERSATIONS);
        return byName.search(caller, Words.of(required("q", q)), Limit.of(limit), cursor);
    }
}
