package dev.parley.query.conversation;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationView.Pin;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import dev.parley.query.page.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is pinned in a conversation, as far as its reader may see it: the head names them, and there are never many. */
@Component
class Pins {

    private final History history;
    private final Quotes quotes;

    Pins(History history, Quotes quotes) {
        this.history = history;
        this.quotes = quotes;
    }

    record Pinned(MessageItem message, UserId by, Instant at) {}

    /** The last pinned first. */
    Mono<Page<Pinned>> of(Caller caller, ConversationId conversation, @Nullable Long minVersion) {
        UserId user = caller.user(Permission.READ_MESSAGES);
        return history.seen(user, conversation, minVersion).flatMap(seen -> {
            List<Pin> pins = seen.head().pins().reversed().stream()
                    .filter(pin -> seen.membership().coversSeq(pin.message().seq()))
                    .toList();
            Mono<List<MessageView>> messages = history.messages(
                    seen.head(), pins.stream().map(Pin::message).toList());
            return messages.flatMap(found -> quotes.items(user, seen.membership(), found, MessageItem.Reaction.NAMED))
                    .map(items -> Page.last(together(pins, items)));
        });
    }

    private static List<Pinned> together(List<Pin> pins, List<MessageItem> items) {
        List<Pinned> pinned = new ArrayList<>();
        for (int index = 0; index < pins.size(); index++) {
            Pin pin = pins.get(index);
            pinned.add(new Pinned(items.get(index), pin.by(), pin.at()));
        }
        return pinned;
    }
}
