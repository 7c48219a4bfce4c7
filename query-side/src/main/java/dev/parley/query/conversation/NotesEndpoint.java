package dev.parley.query.conversation;

import dev.parley.api.conversation.ConversationId;
import dev.parley.edge.Caller;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of reading what one has noted. Taking notes is the push gateway's. */
@RestController
class NotesEndpoint {

    private final Mine mine;
    private final Favourites favourites;

    NotesEndpoint(Mine mine, Favourites favourites) {
        this.mine = mine;
        this.favourites = favourites;
    }

    @GetMapping("/api/v1/conversations/{conversation}/mine")
    Mono<Mine.Noted> mine(@PathVariable ConversationId conversation, Caller caller) {
        return mine.of(caller, conversation);
    }

    @GetMapping("/api/v1/me/favourites")
    Mono<Page<Favourites.Favourite>> favourites(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return favourites.of(caller, Limit.of(limit), cursor);
    }
}
