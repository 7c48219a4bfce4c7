package dev.parley.query.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.projection.Views;
import dev.parley.edge.Caller;
import dev.parley.query.page.Cursor;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import dev.parley.query.view.ViewReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What a message has said over time: the log has it, and the message knows where. */
@Component
class Editions {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final History history;
    private final ViewReader views;

    Editions(History history, ViewReader views) {
        this.history = history;
        this.views = views;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Edition(int edition, Instant at, Content content) {}

    /** The part of an event that said something. */
    private record Said(@Nullable Content content) {}

    /** The newest first. */
    Mono<Page<Edition>> of(Caller caller, MessageId message, Limit limit, @Nullable String cursor) {
        UserId user = caller.user(Permission.READ_MESSAGES);
        int below = cursor == null
                ? Integer.MAX_VALUE
                : Cursor.read(cursor, 1, parts -> Integer.parseInt(parts.getFirst()));
        return history.visible(user, message, null).flatMap(visible -> page(visible.message(), limit.value(), below));
    }

    private Mono<Page<Edition>> page(MessageView message, int limit, int below) {
        if (message.gone() != null) {
            return Mono.error(new QueryRefused(Reason.GONE, "This message was taken back."));
        }
        List<Long> versions = message.wordsSaidAt();
        int last = Math.max(0, Math.min(versions.size(), below - 1));
        int first = Math.max(0, last - limit);
        List<String> keys = versions.subList(first, last).stream()
                .map(version -> LoggedEventView.key(message.message().conversation(), version))
                .toList();
        return views.some(Views.CONVERSATION_LOG, keys, LoggedEventView.class)
                .collectMap(LoggedEventView::key)
                .map(events -> new Page<>(editions(keys, first, events), first == 0 ? null : Cursor.after(first + 1)));
    }

    private static List<Edition> editions(List<String> keys, int first, Map<String, LoggedEventView> events) {
        List<Edition> editions = new ArrayList<>();
        for (int index = keys.size() - 1; index >= 0; index--) {
            LoggedEventView event = events.get(keys.get(index));
            Content content = event == null
                    ? null
                    : JSON.readValue(event.data(), Said.class).content();
            if (event != null && content != null) {
                editions.add(new Edition(first + index + 1, event.at(), content));
            }
        }
        return editions;
    }
}
