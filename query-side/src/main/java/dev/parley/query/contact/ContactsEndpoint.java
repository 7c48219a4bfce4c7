package dev.parley.query.contact;

import dev.parley.api.InvalidInput;
import dev.parley.api.people.Contact.Direction;
import dev.parley.edge.Caller;
import dev.parley.query.contact.ContactItems.Blocked;
import dev.parley.query.contact.ContactItems.Friend;
import dev.parley.query.contact.ContactItems.FriendRequest;
import dev.parley.query.contact.ContactLists.Piece;
import dev.parley.query.page.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of reading one's contacts. */
@RestController
@RequestMapping("/api/v1")
class ContactsEndpoint {

    private final ContactLists lists;

    ContactsEndpoint(ContactLists lists) {
        this.lists = lists;
    }

    @GetMapping("/friends")
    Mono<Page<Friend>> friends(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return lists.friends(caller, Piece.of(limit, cursor));
    }

    @GetMapping("/friend-requests")
    Mono<Page<FriendRequest>> requests(
            @RequestParam(defaultValue = "in") String direction,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return lists.requests(caller, direction(direction), Piece.of(limit, cursor));
    }

    private static Direction direction(String name) {
        return switch (name) {
            case "in" -> Direction.IN;
            case "out" -> Direction.OUT;
            default -> throw new InvalidInput("direction", "Requests go in or out.");
        };
    }

    @GetMapping("/blocks")
    Mono<Page<Blocked>> blocks(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return lists.blocks(caller, Piece.of(limit, cursor));
    }
}
