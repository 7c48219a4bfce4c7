package dev.parley.query.search;

import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.query.search.Start.Meaning;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The index of messages: finds in it, and reads what was found. */
@Component
class MessageIndex {

    private final Cluster cluster;
    private final Snapshots snapshots;

    MessageIndex(Cluster cluster, Snapshots snapshots) {
        this.cluster = cluster;
        this.snapshots = snapshots;
    }

    /** A document without its text. */
    record Source(ConversationId conversation, UserId sender, long seq, long version, Instant at, String type) {}

    /** One hit more than the limit if there are more, and how to go on from here. */
    record Found(List<FoundMessage> messages, Start start) {

        static Found nothing(MessageSearch search) {
            return new Found(List.of(), search.start());
        }

        boolean hasMore(MessageSearch search) {
            return messages.size() > search.limit();
        }
    }

    /** By relevance in a snapshot, for what is added changes what is how rare; by time the index may go on as it likes. */
    Mono<Found> find(UserId user, MessageSearch search, Scope scope) {
        if (search.asksForNothing()) {
            return Mono.just(Found.nothing(search));
        }
        Start start = search.start();
        if (start.after() != null) {
            return found(user, search, scope, start);
        }
        if (start.order() == Order.RELEVANCE) {
            return snapshots
                    .open(user, Views.MESSAGE_INDEX)
                    .map(start::in)
                    .defaultIfEmpty(start)
                    .flatMap(in -> found(user, search, scope, in));
        }
        return found(user, search, scope, start)
                .filter(found -> !found.messages().isEmpty() || !search.leavesRoom())
                .switchIfEmpty(Mono.defer(() -> found(user, search, scope, start.with(Meaning.AS_MEANT))));
    }

    private Mono<Found> found(UserId user, MessageSearch search, Scope scope, Start start) {
        return Flux.fromIterable(scope.filters())
                .concatMap(filter -> hits(user, () -> MessageQuery.of(search, start, filter), scope, start))
                .flatMapIterable(found -> found)
                .sort((one, other) -> Place.in(start.order()).compare(one.place(), other.place()))
                .take(search.limit() + 1L)
                .collectList()
                .map(found -> new Found(found, start));
    }

    private Mono<List<FoundMessage>> hits(
            UserId user, Supplier<SearchRequest.Builder> question, Scope scope, Start start) {
        Mono<SearchResponse<Source>> now = Mono.defer(() -> {
            SearchRequest.Builder live = question.get().index(Views.MESSAGE_INDEX);
            return cluster.search(
                    scope.routing().isEmpty()
                            ? live.build()
                            : live.routing(scope.routing()).build(),
                    Source.class);
        });
        return Mono.justOrEmpty(snapshots.pointInTime(user, start.snapshot()))
                .flatMap(id -> cluster.searchPointInTime(
                        question.get()
                                .pit(pit -> pit.id(id).keepAlive(time -> time.time(Snapshots.KEPT.toSeconds() + "s")))
                                .build(),
                        Source.class))
                .switchIfEmpty(now)
                .map(MessageIndex::found);
    }

    private static List<FoundMessage> found(SearchResponse<Source> response) {
        return response.hits().hits().stream().map(MessageIndex::found).toList();
    }

    private static FoundMessage found(Hit<Source> hit) {
        Source source = Objects.requireNonNull(hit.source(), "a hit comes with its source");
        Double score = hit.score();
        return new FoundMessage(
                new MessageId(source.conversation(), source.seq()),
                source.conversation(),
                source.seq(),
                source.version(),
                source.sender(),
                source.at(),
                source.type(),
                marked(hit),
                score == null ? 0 : score);
    }

    /** Every character of a phrase is marked by itself; what stands together is one piece to whoever looks at it. */
    private static List<String> marked(Hit<Source> hit) {
        return hit.highlight().getOrDefault(WordQuery.TEXT, List.of()).stream()
                .map(piece -> piece.replace("</em><em>", ""))
                .toList();
    }
}
