package dev.parley.projection.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import com.sun.net.httpserver.HttpServer;
import dev.parley.projection.runtime.Unwritable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the answer to a document is judged; a small server gives whatever status the test wants. */
class BulkTest {

    private final AtomicInteger requests = new AtomicInteger();
    private volatile int itemStatus = 200;
    private HttpServer server;
    private ElasticsearchClient client;
    private Bulk bulk;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            byte[] answer = answer(itemStatus).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        client = ElasticsearchClient.of(
                with -> with.host("http://127.0.0.1:" + server.getAddress().getPort()));
        bulk = new Bulk(client, "some-index");
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.stop(0);
    }

    @Test
    void aConflictOfVersionsIsDoneAlready() {
        itemStatus = 409;

        assertThatCode(() -> bulk.write(operations(1))).doesNotThrowAnyException();
    }

    @Test
    void aDocumentThatIsAtFaultIsUnwritable() {
        itemStatus = 400;

        assertThatThrownBy(() -> bulk.write(operations(1)))
                .isInstanceOf(Unwritable.class)
                .hasMessageContaining("why");
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 429, 500, 503})
    void everythingElsePasses(int status) {
        itemStatus = status;

        assertThatThrownBy(() -> bulk.write(operations(1))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void manyDocumentsGoInSeveralRequests() {
        bulk.write(operations(600));

        assertThat(requests).hasValue(3);
    }

    private static List<BulkOperation> operations(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> BulkOperation.of(operation ->
                        operation.index(index -> index.id("doc" + i).document(Map.of()))))
                .toList();
    }

    private static String answer(int status) {
        boolean failed = status != 200;
        String error = failed ? ", \"error\": {\"type\": \"some_exception\", \"reason\": \"why\"}" : "";
        return """
                {"took": 1, "errors": %s, "items": [{"index": {"_index": "some-index", "_id": "doc0", "status": %d%s}}]}
                """.formatted(failed, status, error);
    }
}
