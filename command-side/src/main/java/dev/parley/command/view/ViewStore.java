package dev.parley.command.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.projection.Generations;
import dev.parley.api.projection.ProjectedOffset;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/** Reads documents of the view store by {@code _id}, as the records they are the JSON of. Blocks, and no longer than a few seconds. */
public final class ViewStore implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** Views may have been written by a later or earlier version of ours. */
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MongoDatabase database;

    /** The driver would wait for its server for half a minute. */
    private final ExecutorService reads = Executors.newVirtualThreadPerTaskExecutor();

    public ViewStore(MongoDatabase database) {
        this.database = database;
    }

    /** @throws ViewStoreSilent when the store does not answer */
    public <T> Optional<T> find(String collection, Object id, Class<T> type) {
        return Optional.ofNullable(read(() -> database.getCollection(live().collection(collection))
                        .find(eq("_id", id.toString()))
                        .first()))
                .map(document -> JSON.convertValue(document, type));
    }

    /**
     * Whether a projector's view holds everything before these offsets, by partition.
     *
     * @throws ViewStoreSilent when the store does not answer
     */
    public boolean reached(String projector, Topic topic, Map<Integer, Long> ends) {
        return read(() -> {
            String name = live().projector(projector);
            Map<String, Long> wanted = new HashMap<>();
            ends.forEach((partition, end) -> wanted.put(ProjectedOffset.key(name, topic.topicName(), partition), end));
            for (Document document : database.getCollection(Views.OFFSETS).find(in("_id", wanted.keySet()))) {
                ProjectedOffset offset = JSON.convertValue(document, ProjectedOffset.class);
                wanted.computeIfPresent(offset.key(), (key, end) -> offset.offset() >= end ? null : end);
            }
            return wanted.values().stream().allMatch(end -> end == 0);
        });
    }

    /** Read each time: whoever comes here decides something, and comes seldom. */
    private Generations live() {
        Document found = database.getCollection(Views.GENERATIONS)
                .find(eq("_id", Generations.KEY))
                .first();
        return found == null ? Generations.FIRST : JSON.convertValue(found, Generations.class);
    }

    private <T> T read(Callable<T> reading) {
        Future<T> answer = reads.submit(reading);
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException silent) {
            throw new ViewStoreSilent(silent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ViewStoreSilent(e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        reads.shutdownNow();
    }
}
