package dev.parley.query.conversation;

import static java.util.Comparator.comparing;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.note.FavouritesView;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.projection.Views;
import dev.parley.edge.Caller;
import dev.parley.query.membership.Memberships;
import dev.parley.query.note.Notes;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import dev.parley.query.page.Sorted;
import dev.parley.query.view.ViewReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The messages that somebody keeps in sight, as they are now, and only while they may see them. */
@Component
class Favourites {

    private final Notes notes;
    private final Memberships memberships;
    private final ViewReader views;
    private final Quotes quotes;

    Favourites(Notes notes, Memberships memberships, ViewReader views, Quotes quotes) {
        this.notes = notes;
        this.memberships = memberships;
        this.views = views;
        this.quotes = quotes;
    }

    record Favourite(MessageItem message, Instant since) {}

    private record Kept(MessageId message, Instant since) {}

    /** The latest first. */
    Mono<Page<Favourite>> of(Caller caller, Limit limit, @Nullable String cursor) {
        UserId user = caller.user(Permission.KEEP_NOTES);
        return notes.favourites(user)
                .flatMap(favourites -> memberships
                        .of(user, favourites.conversations().keySet())
                        .flatMap(mine -> {
                            Page<Kept> page = Sorted.page(
                                    visible(favourites, mine),
                                    comparing(Kept::since)
                                            .reversed()
                                            .thenComparing(
                                                    kept -> kept.message().toString()),
                                    kept -> kept.message().toString(),
                                    limit,
                                    cursor);
                            return shown(user, page.items(), mine).map(items -> new Page<>(items, page.next()));
                        }));
    }

    private static Stream<Kept> visible(FavouritesView favourites, Map<ConversationId, Membership> mine) {
        return favourites.conversations().entrySet().stream().flatMap(each -> {
            Membership membership = mine.get(each.getKey());
            return membership == null || !membership.current()
                    ? Stream.empty()
                    : each.getValue().entrySet().stream()
                            .filter(kept -> membership.coversSeq(kept.getKey()))
                            .map(kept -> new Kept(new MessageId(each.getKey(), kept.getKey()), kept.getValue()));
        });
    }

    private Mono<List<Favourite>> shown(UserId user, List<Kept> kept, Map<ConversationId, Membership> mine) {
        return views.some(Views.MESSAGES, kept.stream().map(Kept::message).toList(), MessageView.class)
                .collectMap(MessageView::message, Function.identity())
                .flatMap(messages -> Flux.fromIterable(kept)
                        .filter(each -> messages.containsKey(each.message()))
                        .concatMap(each -> favourite(user, each, messages, mine))
                        .collect(ArrayList<Favourite>::new, List::add)
                        .map(List::copyOf));
    }

    private Mono<Favourite> favourite(
            UserId user, Kept kept, Map<MessageId, MessageView> messages, Map<ConversationId, Membership> mine) {
        MessageView message = messages.get(kept.message());
        Membership membership = mine.get(kept.message().conversation());
        return message == null || membership == null
                ? Mono.empty()
                : quotes.items(user, membership, List.of(message), MessageItem.Reaction.NAMED)
                        .map(items -> new Favourite(items.getFirst(), kept.since()));
    }
}
