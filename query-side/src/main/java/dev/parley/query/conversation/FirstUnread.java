package dev.parley.query.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.position.PositionsView;
import dev.parley.api.projection.Views;
import dev.parley.edge.Caller;
import dev.parley.query.conversation.History.Direction;
import dev.parley.query.page.Limit;
import dev.parley.query.view.ViewReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where somebody goes on reading. */
@Component
class FirstUnread {

    private final History history;
    private final Unread unread;
    private final ViewReader views;

    FirstUnread(History history, Unread unread, ViewReader views) {
        this.history = history;
        this.unread = unread;
        this.views = views;
    }

    /**
     * What is unread, and the page around the first of it, the oldest first; the newest page when nothing is.
     *
     * @param seq the first unread message; absent when there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Place(@Nullable Long seq, long unread, @Nullable Long firstMention, long readSeq, List<MessageItem> items) {}

    Mono<Place> of(Caller caller, ConversationId conversation, Limit limit, @Nullable Long minVersion) {
        UserId user = caller.user(Permission.READ_MESSAGES);
        return history.seen(user, conversation, minVersion)
                .flatMap(seen -> read(user, seen.head()).flatMap(read -> {
                    Unread.Reading reading = new Unread.Reading(seen.head(), seen.membership(), read);
                    return unread.of(user, List.of(reading))
                            .map(counts -> counts.getOrDefault(conversation, Unread.Count.NOTHING))
                            .flatMap(count -> place(caller, reading, count, limit));
                }));
    }

    private Mono<Place> place(Caller caller, Unread.Reading reading, Unread.Count count, Limit limit) {
        Mono<Optional<Long>> first = count.messages() == 0
                ? Mono.just(Optional.empty())
                : unread.first(reading).map(Optional::of).defaultIfEmpty(Optional.empty());
        return first.flatMap(seq -> history.page(
                        caller,
                        reading.conversation(),
                        new Direction.Around(seq.orElse(reading.head().seq())),
                        limit,
                        null)
                .map(items ->
                        new Place(seq.orElse(null), count.messages(), count.firstMention(), reading.readSeq(), items)));
    }

    private Mono<Long> read(UserId user, ConversationView head) {
        ConversationId conversation = head.conversation();
        return views.one(Views.POSITIONS, user, PositionsView.class, "conversations." + conversation)
                .defaultIfEmpty(new PositionsView(user, Map.of()))
                .map(positions -> ConversationItem.readSeq(
                        head, user, positions.in(conversation).read()));
    }
}
