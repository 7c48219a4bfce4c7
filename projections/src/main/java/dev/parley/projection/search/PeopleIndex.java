package dev.parley.projection.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.mget.MultiGetResponseItem;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
import dev.parley.projection.runtime.Entries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The index of people. Elasticsearch itself keeps the newer of two versions of a document. */
final class PeopleIndex implements Entries<UserId, PersonView> {

    private final ElasticsearchClient client;
    private final String index;
    private final Bulk bulk;

    /** @param index an alias of one generation */
    PeopleIndex(ElasticsearchClient client, String index) {
        this.client = client;
        this.index = index;
        this.bulk = new Bulk(client, index);
    }

    @Override
    public Map<UserId, PersonView> load(Set<UserId> keys) {
        List<String> ids = keys.stream().map(UserId::toString).toList();
        Map<UserId, PersonView> found = new HashMap<>();
        try {
            for (MultiGetResponseItem<PersonDocument> item : client.mget(
                            get -> get.index(index).ids(ids), PersonDocument.class)
                    .docs()) {
                if (item.isFailure()) {
                    throw new IOException("The person " + item.failure().id() + " cannot be read: "
                            + item.failure().error().reason());
                }
                @Nullable PersonDocument document = item.result().source();
                if (document != null) {
                    found.put(document.user(), document.person());
                }
            }
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
        return found;
    }

    @Override
    public void save(Map<UserId, PersonView> people) {
        List<BulkOperation> operations = new ArrayList<>(people.size());
        people.forEach((user, person) -> operations.add(
                BulkOperation.of(operation -> operation.<PersonDocument>index(index -> index.id(user.toString())
                        .version(person.version())
                        .versionType(VersionType.ExternalGte)
                        .requireAlias(true)
                        .document(PersonDocument.of(person))))));
        bulk.write(operations);
    }
}
