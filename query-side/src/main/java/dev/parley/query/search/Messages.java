package dev.parley.query.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Gone;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.projection.Views;
import dev.parley.edge.Caller;
import dev.parley.query.membership.Memberships;
import dev.parley.query.search.MessageIndex.Found;
import dev.parley.query.search.Start.Meaning;
import dev.parley.query.view.ViewReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Searches a person's conversations. */
@Component
class Messages {

    /** How often somebody's memberships may change under a search before it is given up. */
    private static final int ATTEMPTS = 3;

    private final Memberships memberships;
    private final MessageIndex index;
    private final Snapshots snapshots;
    private final ViewReader views;

    Messages(Memberships memberships, MessageIndex index, Snapshots snapshots, ViewReader views) {
        this.memberships = memberships;
        this.index = index;
        this.snapshots = snapshots;
        this.views = views;
    }

    /** In all of the caller's conversations. */
    Mono<Hits> search(Caller caller, MessageSearch search) {
        UserId user = caller.user(Permission.SEARCH_MESSAGES);
        return attempt(user, search, memberships.of(user), Map.of(), ATTEMPTS);
    }

    /** In one of them; refused when the caller is not in it. */
    Mono<Hits> search(Caller caller, MessageSearch search, ConversationId conversation) {
        UserId user = caller.user(Permission.SEARCH_MESSAGES);
        Mono<Map<ConversationId, Membership>> one =
                memberships.current(user, conversation).map(membership -> Map.of(conversation, membership));
        return attempt(user, search, one, Map.of(), ATTEMPTS);
    }

    /**
     * Searches and then makes sure that nothing was found by a membership that was over by then: the index may know what came after a
     * removal before the memberships know the removal. If so it searches again with what is known now; nothing is picked out of the
     * results.
     */
    private Mono<Hits> attempt(
            UserId user,
            MessageSearch search,
            Mono<Map<ConversationId, Membership>> where,
            Map<ConversationId, Long> upTo,
            int attempts) {
        if (attempts == 0) {
            return Mono.error(new QueryRefused(Reason.VIEW_BEHIND, "Memberships are changing; search again."));
        }
        return where.flatMap(mine -> index.find(user, search, Scope.of(mine, upTo)))
                .flatMap(found -> memberships
                        .unknownAt(versions(found.messages()))
                        .flatMap(unknown -> {
                            Map<ConversationId, Long> bounds = new HashMap<>(unknown);
                            upTo.forEach((conversation, version) -> bounds.merge(conversation, version, Math::min));
                            return memberships
                                    .of(user, versions(found.messages()).keySet())
                                    .filter(now -> found.messages().stream()
                                            .allMatch(message -> mayBeSeen(message, now, bounds)))
                                    .flatMap(now -> hits(search, found))
                                    .switchIfEmpty(Mono.defer(() -> {
                                        forget(search, found);
                                        return attempt(user, search, where, bounds, attempts - 1);
                                    }));
                        }));
    }

    private static boolean mayBeSeen(
            FoundMessage message, Map<ConversationId, Membership> now, Map<ConversationId, Long> bounds) {
        @Nullable Membership membership = now.get(message.conversation());
        return membership != null
                && membership.current()
                && membership.coversSeq(message.seq())
                && message.version() <= bounds.getOrDefault(message.conversation(), Long.MAX_VALUE);
    }

    private static Map<ConversationId, Long> versions(List<FoundMessage> found) {
        Map<ConversationId, Long> versions = new HashMap<>();
        found.forEach(message -> versions.merge(message.conversation(), message.version(), Math::max));
        return versions;
    }

    private Mono<Hits> hits(MessageSearch search, Found found) {
        boolean more = found.hasMore(search);
        List<FoundMessage> page = more ? found.messages().subList(0, search.limit()) : found.messages();
        if (!more) {
            snapshots.close(found.start().snapshot());
        }
        boolean likeTyped =
                found.start().order() == Order.TIME && found.start().meaning() == Meaning.AS_MEANT && !page.isEmpty();
        Boolean approximate = likeTyped ? Boolean.TRUE : null;
        String next = more ? found.start().cursorAfter(page.getLast().place()) : null;
        boolean mayBeOld = found.start().snapshot() != null && found.start().after() != null;
        return (mayBeOld ? stillSaid(page) : Mono.just(page)).map(items -> new Hits(items, approximate, next));
    }

    /** A snapshot that nobody was told of. */
    private void forget(MessageSearch search, Found found) {
        if (search.start().after() == null) {
            snapshots.close(found.start().snapshot());
        }
    }

    private record Now(
            @JsonProperty("_id") MessageId message,
            @Nullable Gone gone,
            @Nullable List<Long> editions) {

        boolean saysSomethingElseThan(FoundMessage found) {
            return gone != null || (editions != null && editions.getLast() > found.version());
        }
    }

    /** A snapshot has the order of hits from before, and the words too: what was taken back or changed since is left out. */
    private Mono<List<FoundMessage>> stillSaid(List<FoundMessage> found) {
        List<MessageId> messages = found.stream().map(FoundMessage::message).toList();
        return views.some(Views.MESSAGES, messages, Now.class, "gone", "editions")
                .collectMap(Now::message)
                .map(known -> {
                    Set<MessageId> changed = found.stream()
                            .filter(each -> {
                                Now now = known.get(each.message());
                                return now != null && now.saysSomethingElseThan(each);
                            })
                            .map(FoundMessage::message)
                            .collect(Collectors.toSet());
                    return found.stream()
                            .filter(each -> !changed.contains(each.message()))
                            .toList();
                });
    }
}
