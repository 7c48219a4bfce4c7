package dev.parley.projection.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import co.elastic.clients.elasticsearch.indices.ElasticsearchIndicesClient;
import dev.parley.api.projection.Projectors;
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
 * Progress of the search projector. Kept in Elasticsearch and begun anew with every new index: the view store may be emptied while the
 * index lives on, or the other way round.
 */
final class SearchProgress implements Progress {

    private static final String INDEX = "parley-projection-state";
    private static final String PREFIX = Projectors.SEARCH + "/";

    private final ElasticsearchClient client;
    private final MessageIndex messages;
    private final Bulk bulk;

    /** One number: an offset or a version. */
    record Mark(long value) {}

    SearchProgress(ElasticsearchClient client, MessageIndex messages) {
        this.client = client;
        this.messages = messages;
        this.bulk = new Bulk(client, INDEX);
    }

    /** Old progress goes before the new index comes: a crash in between starts from nothing, never in the middle. */
    @Override
    public void prepare() {
        messages.prepare(this::forget);
        try {
            ElasticsearchIndicesClient indices = client.indices();
            if (!indices.exists(exists -> exists.index(INDEX)).value()) {
                // Read by id alone, which needs neither fields nor refreshes.
                indices.create(create -> create.index(INDEX)
                        .settings(settings -> settings.numberOfShards("1")
                                .autoExpandReplicas("0-1")
                                .refreshInterval(interval -> interval.time("-1")))
                        .mappings(mappings -> mappings.enabled(false)));
            }
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    private void forget() {
        try {
            client.indices().delete(delete -> delete.index(INDEX).ignoreUnavailable(true));
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
        return marks(keys, PREFIX);
    }

    @Override
    public void saveVersions(Map<String, Long> versions) {
        save(versions, PREFIX);
    }

    private Map<String, Long> marks(Set<String> keys, String prefix) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        try {
            List<String> ids = keys.stream().map(prefix::concat).toList();
            Map<String, Long> found = new HashMap<>();
            for (MultiGetResponseItem<Mark> item :
                    client.mget(get -> get.index(INDEX).ids(ids), Mark.class).docs()) {
                if (item.isFailure()) {
                    throw new IOException("Progress of " + item.failure().id() + " cannot be read: "
                            + item.failure().error().reason());
                }
                @Nullable Mark mark = item.result().source();
                if (mark != null) {
                    found.put(item.result().id().substring(prefix.length()), mark.value());
                }
            }
            return found;
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    private void save(Map<String, Long> marks, String prefix) {
        List<BulkOperation> operations = new ArrayList<>(marks.size());
        marks.forEach((key, value) -> operations.add(BulkOperation.of(operation ->
                operation.<Mark>index(index -> index.id(prefix + key).document(new Mark(value))))));
        bulk.write(operations);
    }
}
