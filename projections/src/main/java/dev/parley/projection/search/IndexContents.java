package dev.parley.projection.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Time;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.mget.MultiGetOperation;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import co.elastic.clients.elasticsearch.core.search.Hit;
import dev.parley.projection.runtime.CanonicalText;
import dev.parley.projection.runtime.Contents;
import dev.parley.projection.runtime.StoredJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.node.ObjectNode;

/** An index as a whole, in its own order, as it was when the walk began. */
record IndexContents(ElasticsearchClient client, String name, String index, UnaryOperator<String> routing)
        implements Contents {

    private static final int PAGE = 1_000;
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final Time BETWEEN_PAGES = Time.of(time -> time.time("2m"));

    @Override
    public void pages(Consumer<Map<String, String>> page) {
        walk(true, found -> {
            Map<String, String> texts = new HashMap<>();
            found.forEach(hit -> put(texts, hit.id(), hit.source()));
            page.accept(texts);
        });
    }

    @Override
    public void ids(Consumer<List<String>> page) {
        walk(false, found -> page.accept(found.stream().map(Hit::id).toList()));
    }

    private void walk(boolean whole, Consumer<List<Hit<ObjectNode>>> page) {
        try {
            client.indices().refresh(refresh -> refresh.index(index));
            String pit = client.openPointInTime(open -> open.index(index).keepAlive(BETWEEN_PAGES))
                    .id();
            try {
                List<FieldValue> after = List.of();
                List<Hit<ObjectNode>> found;
                do {
                    found = page(pit, after, whole).hits().hits();
                    if (!found.isEmpty()) {
                        page.accept(found);
                        after = found.getLast().sort();
                    }
                } while (found.size() == PAGE);
            } finally {
                client.closePointInTime(close -> close.id(pit));
            }
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    private SearchResponse<ObjectNode> page(String pit, List<FieldValue> after, boolean whole) throws IOException {
        return client.search(
                search -> {
                    search.pit(in -> in.id(pit).keepAlive(BETWEEN_PAGES))
                            .size(PAGE)
                            .trackTotalHits(total -> total.enabled(false))
                            .source(source -> source.fetch(whole))
                            .sort(by -> by.field(field -> field.field("_shard_doc")));
                    // The first page comes after nothing, and an empty list is not nothing to Elasticsearch.
                    return after.isEmpty() ? search : search.searchAfter(after);
                },
                ObjectNode.class);
    }

    @Override
    public Map<String, String> find(Collection<String> ids) {
        Map<String, String> texts = new HashMap<>();
        List<MultiGetOperation> all = ids.stream()
                .map(id -> MultiGetOperation.of(get -> get.id(id).routing(routing.apply(id))))
                .toList();
        try {
            for (int from = 0; from < all.size(); from += PAGE) {
                List<MultiGetOperation> asked = all.subList(from, Math.min(all.size(), from + PAGE));
                for (MultiGetResponseItem<ObjectNode> item : client.mget(
                                get -> get.index(index).docs(asked), ObjectNode.class)
                        .docs()) {
                    if (item.isFailure()) {
                        throw new IOException("The document " + item.failure().id() + " cannot be read: "
                                + item.failure().error().reason());
                    }
                    put(texts, item.result().id(), item.result().source());
                }
            }
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
        return texts;
    }

    private static void put(Map<String, String> texts, @Nullable String id, @Nullable ObjectNode source) {
        String text = source == null ? null : CanonicalText.of(StoredJson.MAPPER.convertValue(source, FIELDS));
        if (id != null && text != null) {
            texts.put(id, text);
        }
    }
}
