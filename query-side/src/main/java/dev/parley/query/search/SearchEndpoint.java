package dev.parley.query.search;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.InvalidInput;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ContentPart;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import dev.parley.query.page.Limit;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of searching messages. */
@RestController
class SearchEndpoint {

    private final Messages messages;
    private final Clock clock = Clock.systemUTC();

    SearchEndpoint(Messages messages) {
        this.messages = messages;
    }

    /** The parameters as they stand in the URL. {@code from} is a sender, {@code after} and {@code before} are times. */
    record Parameters(
            @Nullable String q,
            @Nullable String from,
            @Nullable String after,
            @Nullable String before,
            @Nullable String type,
            @Nullable String has,
            @Nullable String sort,
            @Nullable Integer limit,
            @Nullable String cursor) {

        MessageSearch search(Instant now) {
            Order order = Order.of(sort);
            Instant later = read("after", after, Instant::parse);
            Instant earlier = read("before", before, Instant::parse);
            if (later != null && earlier != null && !later.isBefore(earlier)) {
                throw new InvalidInput("before", "The time before has to be later than the time after.");
            }
            return new MessageSearch(
                    q == null && narrows() ? null : Words.of(required("q", q)),
                    read("from", from, UserId::of),
                    later,
                    earlier,
                    type == null ? null : known(type),
                    has == null ? Set.of() : ContentPart.named("has", has),
                    cursor == null ? Start.first(order, now) : Start.of(cursor, order),
                    Limit.of(limit).value());
        }

        /** Whoever says whose messages or what kind of them need not say words as well. */
        private boolean narrows() {
            return from != null || type != null || has != null;
        }

        private static String known(String type) {
            if (!Content.TYPES.contains(type)) {
                throw new InvalidInput("type", "No message has this type; they are " + Content.TYPES + ".");
            }
            return type;
        }

        private static <T> @Nullable T read(String field, @Nullable String text, Function<String, T> reader) {
            try {
                return text == null ? null : reader.apply(text);
            } catch (InvalidInput | DateTimeParseException unreadable) {
                throw new InvalidInput(field, "The parameter " + field + " cannot be read.");
            }
        }
    }

    @GetMapping("/api/v1/search/messages")
    Mono<Hits> search(
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String conversation,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String has,
            @RequestParam(required = false) @Nullable String sort,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        caller.require(Permission.SEARCH_MESSAGES);
        MessageSearch search =
                new Parameters(q, from, after, before, type, has, sort, limit, cursor).search(clock.instant());
        return conversation == null
                ? messages.search(caller, search)
                : messages.search(caller, search, existing(conversation));
    }

    /** An id that cannot be one is unknown like any other. */
    private static ConversationId existing(String conversation) {
        try {
            return ConversationId.of(conversation);
        } catch (InvalidInput noId) {
            throw new QueryRefused(Reason.NOT_FOUND, "There is nothing here.");
        }
    }
}
