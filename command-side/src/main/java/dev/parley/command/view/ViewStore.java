package dev.parley.command.view;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.projection.ProjectedOffset;
import dev.parley.api.projection.Views;
import java.time.Duration;
import java.util.Collection;
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
        return Optional.ofNullable(read(() -> database.getCollection(collection)
                        .find(eq("_id", id.toString()))
                        .first()))
                .map(document -> JSON.convertValue(document, type));
    }

    /**
     * How far projectors have read, by {@link ProjectedOffset#key}.
     *
     * @throws ViewStoreSilent when the store does not answer
     */
    public Map<String, Long> offsets(Collection<String> keys) {
        return read(() -> {
            Map<String, Long> offsets = new HashMap<>();
            for (Document document : database.getCollection(Views.OFFSETS).find(in("_id", keys))) {
                ProjectedOffset offset = JSON.convertValue(document, ProjectedOffset.class);
                offsets.put(offset.key(), offset.offset());
            }
            return offsets;
        });
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
