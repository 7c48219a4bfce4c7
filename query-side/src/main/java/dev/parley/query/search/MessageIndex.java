package dev.parley.query.search;

import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The index of messages, and how its documents are read. */
@Component
class MessageIndex {

    private final Cluster cluster;

    MessageIndex(Cluster cluster) {
        this.cluster = cluster;
    }

    /** A document without its text. */
    record Source(ConversationId conversation, UserId sender, long seq, long version, Instant at) {}

    Mono<List<FoundMessage>> search(SearchRequest request) {
        return cluster.search(request, Source.class).map(MessageIndex::found);
    }

    private static List<FoundMessage> found(SearchResponse<Source> response) {
        return response.hits().hits().stream().map(MessageIndex::found).toList();
    }

    private static FoundMessage found(Hit<Source> hit) {
        Source source = Objects.requireNonNull(hit.source(), "a hit comes with its source");
        return new FoundMessage(
                new MessageId(source.conversation(), source.seq()),
                source.conversation(),
                source.seq(),
                source.version(),
                source.sender(),
                source.at(),
                hit.highlight().getOrDefault("text", List.of()));
    }
}
