package dev.parley.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks Elasticsearch. When it is down, slow or has no index yet, that is {@code UNAVAILABLE}; half an answer is none. */
@Component
public class Cluster {

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int BAD_REQUEST = 400;

    private final ElasticsearchAsyncClient client;

    Cluster(ElasticsearchAsyncClient client) {
        this.client = client;
    }

    /** @param source what the documents are the JSON of */
    public <S> Mono<SearchResponse<S>> search(SearchRequest request, Class<S> source) {
        return Mono.fromFuture(() -> client.search(request, source))
                .timeout(PATIENCE)
                .onErrorMap(Cluster::isOutage, Cluster::unavailable);
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
