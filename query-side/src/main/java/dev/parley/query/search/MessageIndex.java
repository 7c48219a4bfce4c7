package dev.parley.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks Elasticsearch. When it is down, slow or has no index yet, that is {@code UNAVAILABLE}; half an answer is none. */
@Component
class MessageIndex {

    private static final Logger log = LoggerFactory.getLogger(MessageIndex.class);

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int BAD_REQUEST = 400;

    private final ElasticsearchAsyncClient client;

    MessageIndex(ElasticsearchAsyncClient client) {
        this.client = client;
    }

    /** A document without its text. */
    record Source(ConversationId conversation, UserId sender, long seq, long version, Instant at) {}

    Mono<List<FoundMessage>> search(SearchRequest request) {
        return Mono.fromFuture(() -> client.search(request, Source.class))
                .timeout(PATIENCE)
                .map(MessageIndex::found)
                .onErrorMap(MessageIndex::isOutage, MessageIndex::unavailable);
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

    /** A bad request is a mistake of ours and should be seen as one. */
    private static boolean isOutage(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || (failure instanceof ElasticsearchException refused && refused.status() != BAD_REQUEST);
    }

    private static Throwable unavailable(Throwable outage) {
        log.warn("Elasticsearch does not answer: {}", outage.toString());
        return new QueryRefused(Reason.UNAVAILABLE, "Search is not available at the moment.");
    }
}
