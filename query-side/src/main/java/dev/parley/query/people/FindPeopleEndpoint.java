package dev.parley.query.people;

import static dev.parley.api.InvalidInput.required;

import dev.parley.edge.Caller;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import dev.parley.query.search.Words;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of meeting people: by name, or by whom one has in common. */
@RestController
class FindPeopleEndpoint {

    private final PeopleSearch search;
    private final Suggestions suggestions;

    FindPeopleEndpoint(PeopleSearch search, Suggestions suggestions) {
        this.search = search;
        this.suggestions = suggestions;
    }

    @GetMapping("/api/v1/search/users")
    Mono<Page<PersonItem>> search(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return search.search(caller, Words.of(required("q", q)), PeopleSearch.Piece.of(limit, cursor));
    }

    @GetMapping("/api/v1/users/suggestions")
    Mono<Page<Suggestions.Suggestion>> suggestions(
            @RequestParam(required = false) @Nullable Integer limit, Caller caller) {
        return suggestions.to(caller, Limit.of(limit)).map(Page::last);
    }
}
