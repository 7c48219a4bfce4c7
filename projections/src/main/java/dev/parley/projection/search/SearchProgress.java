package dev.parley.projection.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import co.elastic.clients.elasticsearch.indices.ElasticsearchIndicesClient;
import dev.parley.projection.runtime.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Progress of a projector that fills an index. Kept in Elasticsearch and begun anew with every new index: the view store may be emptied while the
 * index lives on, or the other way round.
 */
final class SearchProgress implements Progress {

    private final ElasticsearchClient client;
    private final LiveIndex filled;
    private final int generation;
    private final String state;
    private final String prefix;
    private final Bulk bulk;

    /** One number: an offset or a version. */
    record Mark(long value) {}

    /** @param state the index that holds it, for this generation alone: it goes when the filled one is made anew */
    SearchProgress(LiveIndex filled, int generation, String projector, String state) {
        this.client = filled.client();
        this.filled = filled;
        this.generation = generation;
        this.state = state;
        this.prefix = projector + "/";
        this.bulk = new Bulk(client, state);
    }

    /** Old progress goes before the new index comes: a crash in between starts from nothing, never in the middle. */
    @Override
    public void prepare() {
        filled.prepare(generation, this::forget);
        try {
            ElasticsearchIndicesClient indices = client.indices();
            if (!indices.exists(exists -> exists.index(state)).value()) {
                // Read by id alone, which needs neither fields nor refreshes.
                indices.create(create -> create.index(state)
                        .settings(settings -> settings.numberOfShards("1")
                                .autoExpandReplicas("0-1")
                                .refreshInterval(interval -> interval.time("-1")))
                        .mappings(mappings -> mappings.enabled(false)));
            }
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    void forget() {
        try {
            client.indices().delete(delete -> delete.index(state).ignoreUnavailable(true));
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    @Override
    public Map<String, Long> offsets(Set<String> keys) {
        return marks(keys, "");
    }

    @Override
    public void saveOffsets(Map<String, Long> offsets) {
        save(offsets, "");
    }

    @Override
    public Map<String, Long> versions(Set<String> keys) {
        return marks(keys, prefix);
    }

    @Override
    public void saveVersions(Map<String, Long> versions) {
        save(versions, prefix);
    }

    private Map<String, Long> marks(Set<String> keys, String before) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        try {
            List<String> ids = keys.stream().map(before::concat).toList();
            Map<String, Long> found = new HashMap<>();
            for (MultiGetResponseItem<Mark> item :
                    client.mget(get -> get.index(state).ids(ids), Mark.class).docs()) {
                if (item.isFailure()) {
                    throw new IOException("Progress of " + item.failure().id() + " cannot be read: "
                            + item.failure().error().reason());
                }
                @Nullable Mark mark = item.result().source();
                if (mark != null) {
                    found.put(item.result().id().substring(before.length()), mark.value());
                }
            }
            return found;
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    private void save(Map<String, Long> marks, String before) {
        List<BulkOperation> operations = new ArrayList<>(marks.size());
        marks.forEach((key, value) -> operations.add(BulkOperation.of(operation ->
                operation.<Mark>index(index -> index.id(before + key).document(new Mark(value))))));
        bulk.write(operations);
    }
}
