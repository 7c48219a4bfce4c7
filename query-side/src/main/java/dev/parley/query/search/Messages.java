package dev.parley.query.search;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import dev.parley.query.membership.Memberships;
import dev.parley.query.page.Page;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Searches a person's conversations. */
@Component
class Messages {

    /** How often somebody's memberships may change under a search before it is given up. */
    private static final int ATTEMPTS = 3;

    private final Memberships memberships;
    private final MessageIndex index;

    Messages(Memberships memberships, MessageIndex index) {
        this.memberships = memberships;
        this.index = index;
    }

    /** In all of the caller's conversations. */
    Mono<Page<FoundMessage>> search(Caller caller, MessageSearch search) {
        UserId user = caller.user(Permission.SEARCH_MESSAGES);
        return attempt(user, search, memberships.of(user), Map.of(), ATTEMPTS);
    }

    /** In one of them; refused when the caller is not in it. */
    Mono<Page<FoundMessage>> search(Caller caller, MessageSearch search, ConversationId conversation) {
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
    private Mono<Page<FoundMessage>> attempt(
            UserId user,
            MessageSearch search,
            Mono<Map<ConversationId, Membership>> where,
            Map<ConversationId, Long> upTo,
            int attempts) {
        if (attempts == 0) {
            return Mono.error(new QueryRefused(Reason.VIEW_BEHIND, "Memberships are changing; search again."));
        }
        return where.flatMap(mine -> found(search, Scope.of(mine, upTo)))
                .flatMap(found -> memberships.unknownAt(versions(found)).flatMap(unknown -> {
                    Map<ConversationId, Long> bounds = new HashMap<>(unknown);
                    upTo.forEach((conversation, version) -> bounds.merge(conversation, version, Math::min));
                    return memberships
                            .of(user, versions(found).keySet())
                            .filter(now -> found.stream().allMatch(message -> mayBeSeen(message, now, bounds)))
                            .map(now -> page(found, search.limit()))
                            .switchIfEmpty(Mono.defer(() -> attempt(user, search, where, bounds, attempts - 1)));
                }));
    }

    private Mono<List<FoundMessage>> found(MessageSearch search, Scope scope) {
        if (search.words().all().isEmpty()) {
            return Mono.just(List.of());
        }
        return Flux.fromIterable(scope.filters())
                .concatMap(filter -> index.search(MessageQuery.of(search, filter)))
                .flatMapIterable(found -> found)
                .sort((one, other) -> Place.NEWEST_FIRST.compare(one.place(), other.place()))
                .take(search.limit() + 1L)
                .collectList();
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

    private static Page<FoundMessage> page(List<FoundMessage> found, int limit) {
        return found.size() <= limit
                ? Page.last(found)
                : new Page<>(
                        found.subList(0, limit), found.get(limit - 1).place().cursor());
    }
}
