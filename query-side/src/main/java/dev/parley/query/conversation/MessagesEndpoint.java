package dev.parley.query.conversation;

import dev.parley.api.InvalidInput;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ContentPart;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of reading messages. */
@RestController
@RequestMapping("/api/v1/conversations/{conversation}")
class MessagesEndpoint {

    private final History history;
    private final Editions editions;
    private final Pins pins;
    private final Readers readers;
    private final FirstUnread firstUnread;
    private final Media media;

    MessagesEndpoint(
            History history, Editions editions, Pins pins, Readers readers, FirstUnread firstUnread, Media media) {
        this.history = history;
        this.editions = editions;
        this.pins = pins;
        this.readers = readers;
        this.firstUnread = firstUnread;
        this.media = media;
    }

    @GetMapping("/messages")
    Mono<Page<MessageItem>> messages(
            @PathVariable ConversationId conversation,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable Long around,
            @RequestParam(required = false) @Nullable Instant at,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long minVersion,
            Caller caller) {
        return history.page(
                        caller,
                        conversation,
                        History.Direction.of(before, after, around, at),
                        Limit.of(limit),
                        MinVersion.valid(minVersion))
                .map(Page::last);
    }

    @GetMapping("/unread")
    Mono<FirstUnread.Place> unread(
            @PathVariable ConversationId conversation,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long minVersion,
            Caller caller) {
        caller.require(Permission.READ_MESSAGES);
        return firstUnread.of(caller, conversation, Limit.of(limit), MinVersion.valid(minVersion));
    }

    /** {@code has} names what it is to hold one of; nothing said = whatever there is to look at. */
    @GetMapping("/media")
    Mono<Page<MessageItem>> media(
            @PathVariable ConversationId conversation,
            @RequestParam(required = false) @Nullable String has,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Long minVersion,
            Caller caller) {
        caller.require(Permission.READ_MESSAGES);
        Set<ContentPart> parts = has == null ? EnumSet.allOf(ContentPart.class) : ContentPart.named("has", has);
        return media.of(
                caller, conversation, Media.Wanted.of(parts, Limit.of(limit), cursor), MinVersion.valid(minVersion));
    }

    @GetMapping("/messages/{message}")
    Mono<MessageItem> one(
            @PathVariable ConversationId conversation,
            @PathVariable String message,
            @RequestParam(required = false) @Nullable Long minVersion,
            Caller caller) {
        return history.one(caller, in(conversation, message, caller), MinVersion.valid(minVersion));
    }

    @GetMapping("/messages/{message}/versions")
    Mono<Page<Editions.Edition>> versions(
            @PathVariable ConversationId conversation,
            @PathVariable String message,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return editions.of(caller, in(conversation, message, caller), Limit.of(limit), cursor);
    }

    @GetMapping("/messages/{message}/readers")
    Mono<Readers.Read> readers(
            @PathVariable ConversationId conversation,
            @PathVariable String message,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        return readers.of(caller, in(conversation, message, caller), Limit.of(limit), cursor);
    }

    @GetMapping("/pins")
    Mono<Page<Pins.Pinned>> pins(
            @PathVariable ConversationId conversation,
            @RequestParam(required = false) @Nullable Long minVersion,
            Caller caller) {
        return pins.of(caller, conversation, MinVersion.valid(minVersion));
    }

    /** An id that cannot be one, or is none of this conversation, is unknown like any other. */
    private static MessageId in(ConversationId conversation, String message, Caller caller) {
        caller.require(Permission.READ_MESSAGES);
        try {
            MessageId id = MessageId.of(message);
            if (id.conversation().equals(conversation)) {
                return id;
            }
        } catch (InvalidInput noId) {
            // told below
        }
        throw new QueryRefused(Reason.NOT_FOUND, "There is no such message.");
    }
}
