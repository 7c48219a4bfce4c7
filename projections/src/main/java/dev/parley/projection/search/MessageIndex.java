package dev.parley.projection.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.mget.MultiGetOperation;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import dev.parley.api.conversation.MessageId;
import dev.parley.projection.runtime.Entries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The index of messages. Elasticsearch itself keeps the newer of two versions of a
 * document.
 */
final class MessageIndex implements Entries<MessageId, Indexed> {

    private static final int PER_READ = 500;

    private final ElasticsearchClient client;
    private final String index;
    private final Bulk bulk;

    /** @param index an alias of one generation */
    MessageIndex(ElasticsearchClient client, String index) {
        this.client = client;
        this.index = index;
        this.bulk = new Bulk(client, index);
    }

    @Override
    public Map<MessageId, Indexed> load(Set<MessageId> keys) {
        return Map.of();
    }

    @Override
    public void save(Map<MessageId, Indexed> messages) {
        Map<MessageId, MessageDocument> documents = new HashMap<>();
        Map<MessageId, Indexed.Later> later = new HashMap<>();
        messages.forEach((message, indexed) -> {
            switch (indexed) {
                case Indexed.Whole(MessageDocument document) -> documents.put(message, document);
                case Indexed.Later change -> later.put(message, change);
            }
        });
        documents.putAll(changed(later));
        List<BulkOperation> operations = new ArrayList<>(documents.size());
        documents.forEach((message, document) -> operations.add(
                BulkOperation.of(operation -> operation.<MessageDocument>index(index -> index.id(message.toString())
                        .routing(document.conversation().toString())
                        .version(document.version())
                        .versionType(VersionType.ExternalGte)
                        .requireAlias(true)
                        .document(document)))));
        bulk.write(operations);
    }

    /** One that is not there has nothing to be found by, and stays so. */
    private Map<MessageId, MessageDocument> changed(Map<MessageId, Indexed.Later> later) {
        Map<MessageId, MessageDocument> changed = new HashMap<>();
        List<MessageId> all = List.copyOf(later.keySet());
        for (int from = 0; from < all.size(); from += PER_READ) {
            List<MultiGetOperation> asked = all.subList(from, Math.min(all.size(), from + PER_READ)).stream()
                    .map(message -> MultiGetOperation.of(get -> get.id(message.toString())
                            .routing(message.conversation().toString())))
                    .toList();
            try {
                for (MultiGetResponseItem<MessageDocument> item : client.mget(
                                get -> get.index(index).docs(asked), MessageDocument.class)
                        .docs()) {
                    if (item.isFailure()) {
                        throw new IOException("The message " + item.failure().id() + " cannot be read: "
                                + item.failure().error().reason());
                    }
                    @Nullable MessageDocument before = item.result().source();
                    if (before != null) {
                        MessageId message = MessageId.of(item.result().id());
                        Indexed.Later change = Objects.requireNonNull(later.get(message), "asked for by its id");
                        changed.put(message, change.of(before));
                    }
                }
            } catch (IOException unreachable) {
                throw new UncheckedIOException(unreachable);
            }
        }
        return changed;
    }
}
