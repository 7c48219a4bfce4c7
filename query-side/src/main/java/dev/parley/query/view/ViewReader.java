package dev.parley.query.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoException;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.projection.Generations;
import dev.parley.api.projection.Views;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Reads documents of the view store by {@code _id}, as the records they are the JSON of. A store that is down is {@code UNAVAILABLE}. */
public final class ViewReader {

    private static final Logger log = LoggerFactory.getLogger(ViewReader.class);

    private static final int IDS_PER_READ = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Not the edge's, which is strict with callers: views may have been written by a later or earlier version of ours. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MongoDatabase viewStore;
    private final Mono<Generations> generations;

    public ViewReader(MongoDatabase viewStore) {
        this.viewStore = viewStore;
        this.generations = Mono.defer(() -> Mono.from(viewStore
                        .getCollection(Views.GENERATIONS)
                        .find(eq("_id", Generations.KEY))
                        .first()))
                .map(document -> JSON.convertValue(document, Generations.class))
                .defaultIfEmpty(Generations.FIRST)
                .timeout(PATIENCE)
                .onErrorMap(ViewReader::isOutage, ViewReader::unavailable)
                .cache(known -> Generations.LEASE, failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** Which generation of the views is the one to read; asked of the store only when the last answer is too old. */
    Mono<Generations> generations() {
        return generations;
    }

    /** Empty when there is none. With {@code fields}, nothing but these is in it. */
    public <T> Mono<T> one(String collection, Object id, Class<T> type, String... fields) {
        return generations
                .flatMap(live -> Mono.from(viewStore
                        .getCollection(live.collection(collection))
                        .find(eq("_id", id.toString()))
                        .projection(fields.length == 0 ? null : Projections.include(fields))
                        .first()))
                .map(document -> JSON.convertValue(document, type))
                .timeout(PATIENCE)
                .onErrorMap(ViewReader::isOutage, ViewReader::unavailable);
    }

    /** Those that exist, in no order. */
    public <T> Flux<T> some(String collection, Collection<?> ids, Class<T> type, String... fields) {
        List<String> all = ids.stream().map(Object::toString).toList();
        return generations
                .flatMapMany(live -> Flux.fromStream(() -> steps(all))
                        .concatMap(step -> Flux.from(viewStore
                                .getCollection(live.collection(collection))
                                .find(in("_id", step))
                                .batchSize(IDS_PER_READ)
                                .projection(fields.length == 0 ? null : Projections.include(fields)))))
                .map(document -> JSON.convertValue(document, type))
                .timeout(PATIENCE)
                .onErrorMap(ViewReader::isOutage, ViewReader::unavailable);
    }

    /** Completes when the store answers. */
    public Mono<Void> ping() {
        return Mono.from(viewStore.runCommand(new Document("ping", 1)))
                .timeout(PATIENCE)
                .then();
    }

    private static Stream<List<String>> steps(List<String> ids) {
        return Stream.iterate(0, from -> from < ids.size(), from -> from + IDS_PER_READ)
                .map(from -> ids.subList(from, Math.min(ids.size(), from + IDS_PER_READ)));
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof MongoException || failure instanceof TimeoutException;
    }

    private static Throwable unavailable(Throwable outage) {
        log.warn("The view store does not answer: {}", outage.toString());
        return new QueryRefused(Reason.UNAVAILABLE, "The view store does not answer at the moment.");
    }
}
