package dev.parley.query.search;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.elasticsearch.core.ClosePointInTimeResponse;
import co.elastic.clients.elasticsearch.core.OpenPointInTimeResponse;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Asks Elasticsearch. When it is down, slow or has no index yet, that is {@code UNAVAILABLE}; half an answer is none. So many wait for it
 * at a time, and no more: a slow one is to cost nobody else anything.
 */
@Component
public class Cluster {

    private static final Logger log = LoggerFactory.getLogger(Cluster.class);

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    /** How many searches may wait for an answer, each on a connection of its own. */
    public static final int AT_A_TIME = 128;

    private final ElasticsearchAsyncClient client;
    private final Semaphore places = new Semaphore(AT_A_TIME);

    Cluster(ElasticsearchAsyncClient client) {
        this.client = client;
    }

    /** @param source what the documents are the JSON of */
    public <S> Mono<SearchResponse<S>> search(SearchRequest request, Class<S> source) {
        return answered(() -> client.search(request, source))
                .doOnNext(Cluster::requireWhole)
                .onErrorMap(Cluster::isOutage, Cluster::unavailable);
    }

    /** In a point in time; empty when that is gone. */
    <S> Mono<SearchResponse<S>> searchPointInTime(SearchRequest request, Class<S> source) {
        return answered(() -> client.search(request, source))
                .doOnNext(Cluster::requireWhole)
                .onErrorResume(Cluster::isGone, gone -> Mono.empty())
                .onErrorMap(Cluster::isOutage, Cluster::unavailable);
    }

    /** Empty when the cluster has no room for one. */
    Mono<String> openPointInTime(String index, Duration kept) {
        return answered(() -> client.openPointInTime(
                        open -> open.index(index).keepAlive(time -> time.time(kept.toSeconds() + "s"))))
                .map(OpenPointInTimeResponse::id)
                .onErrorResume(Cluster::isOutage, outage -> {
                    log.warn("No point in time could be opened: {}", outage.toString());
                    return Mono.empty();
                });
    }

    /** Never fails: what cannot be closed ends by itself. */
    Mono<Boolean> closePointInTime(String pointInTime) {
        return answered(() -> client.closePointInTime(close -> close.id(pointInTime)))
                .map(ClosePointInTimeResponse::succeeded)
                .onErrorResume(failure -> {
                    log.debug("A point in time is left to end by itself: {}", failure.toString());
                    return Mono.just(false);
                });
    }

    private <T> Mono<T> answered(Supplier<CompletableFuture<T>> question) {
        return Mono.defer(() -> {
            if (!places.tryAcquire()) {
                return Mono.error(new QueryRefused(Reason.RETRY_LATER, "Too many searches wait at the moment."));
            }
            return Mono.fromFuture(question).timeout(PATIENCE).doFinally(end -> places.release());
        });
    }

    private static void requireWhole(SearchResponse<?> response) {
        if (response.timedOut()) {
            throw unavailable(new TimeoutException("it gave up after " + response.took() + " ms"));
        }
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof ElasticsearchException refused && refused.status() == NOT_FOUND;
    }

    /**
     * A bad request is a mistake of ours and should be seen as one. Of a connection that ends between being taken and being written to the
     * client says that it is in the wrong state.
     */
    private static boolean isOutage(Throwable failure) {
        return switch (failure) {
            case ElasticsearchException refused -> refused.status() != BAD_REQUEST;
            case IllegalStateException ended -> true;
            case RuntimeException mistake -> false;
            case Exception ofTheLine -> true;
            default -> false;
        };
    }

    private static QueryRefused unavailable(Throwable outage) {
        log.warn("Elasticsearch does not answer: {}", outage.toString());
        return new QueryRefused(Reason.UNAVAILABLE, "Search is not available at the moment.");
    }
}
