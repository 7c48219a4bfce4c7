package dev.parley.projection.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ErrorCause;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.bulk.BulkResponseItem;
import dev.parley.projection.runtime.Unwritable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes many documents at once, in requests of bounded size, and tells a busy or broken cluster from a document that is at fault. */
final class Bulk {

    /** A message has up to 80 KB; the server takes 100 MB a request. */
    private static final int STEP = 250;

    private static final int MALFORMED = 400;
    private static final int CONFLICT = 409;

    private final ElasticsearchClient client;
    private final String index;

    Bulk(ElasticsearchClient client, String index) {
        this.client = client;
        this.index = index;
    }

    /**
     * @throws Unwritable when a document is refused for what is in it
     * @throws RuntimeException when the cluster cannot take them now
     */
    void write(List<BulkOperation> operations) {
        for (int from = 0; from < operations.size(); from += STEP) {
            List<BulkOperation> step = operations.subList(from, Math.min(operations.size(), from + STEP));
            try {
                judge(client.bulk(bulk -> bulk.index(index).operations(step)));
            } catch (IOException unreachable) {
                throw new UncheckedIOException(unreachable);
            }
        }
    }

    private static void judge(BulkResponse response) throws IOException {
        if (!response.errors()) {
            return;
        }
        for (BulkResponseItem item : response.items()) {
            ErrorCause error = item.error();
            if (error == null || item.status() == CONFLICT) {
                continue; // a conflict of versions: what is there is newer, so it is done
            }
            String detail = "Elasticsearch refused " + item.id() + " with " + item.status() + ": " + error.reason();
            if (item.status() == MALFORMED) {
                throw new Unwritable(detail);
            }
            throw new IOException(detail);
        }
    }
}
