package dev.parley.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The limit is for a node that hangs; no test waits for time to pass. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = ThreadMode.SEPARATE_THREAD)
class ElasticsearchServerIT {

    @TempDir
    static Path directory;

    private static ServerProcess server;
    private static Rest rest;

    private static final BlockingQueue<ServerDied> DEATHS = new LinkedBlockingQueue<>();

    @BeforeAll
    static void startShared() throws Exception {
        server = start("shared");
        rest = new Rest(server.address());
        createIndex(rest);
        rest.ok("PUT", "/messages-1/_doc/zh?refresh=true", "{\"body\": \"请把发布ｖ2.1版本的说明发到群里\"}");
        rest.ok(
                "PUT",
                "/messages-1/_doc/en?refresh=true",
                "{\"body\": \"Deploying order_service tonight, résumé attached\"}");
    }

    @AfterAll
    static void stopShared() throws Exception {
        rest.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "发布, zh",
        "说明, zh",
        "v2.1版本, zh",
        "deploy, en",
        "deployed, en",
        "SERVICE, en",
        "resume, en",
    })
    void aWordIsFoundHoweverItIsWritten(String words, String found) throws Exception {
        assertThat(search(rest, words)).contains("\"_id\":\"" + found + "\"").contains("\"value\":1,");
    }

    @ParameterizedTest
    @CsvSource({"布发", "deployment plan"})
    void whatWasNotSaidIsNotFound(String words) throws Exception {
        assertThat(search(rest, words)).contains("\"value\":0,");
    }

    @Test
    void aNameIsKnownWithoutItsCaseAndAccents() throws Exception {
        rest.ok("PUT", "/messages-1/_doc/name?refresh=true", "{\"name\": \"Zoë\"}");

        assertThat(rest.ok("POST", "/messages-1/_search", "{\"query\": {\"term\": {\"name\": \"ZOE\"}}}"))
                .contains("\"_id\":\"name\"");
    }

    @Test
    void theRootNamesTheVersionThatClientsAskFor() throws Exception {
        assertThat(rest.ok("GET", "/", ""))
                .contains("\"number\":\"9.5.3\"", "\"cluster_uuid\":", "\"lucene_version\":");
    }

    @Test
    void anIndexNobodyCreatedIsAnError() throws Exception {
        assertThat(rest.send("PUT", "/misspelt/_doc/1", "{}").body()).contains("index_not_found_exception");
    }

    @Test
    void aRuleThatIsNoMappingIsRefusedByName() throws Exception {
        String rules =
                "{\"settings\": {\"analysis\": {\"char_filter\": {\"f\": {\"type\": \"mapping\", \"mappings\": [\"a\"]}},"
                        + "\"analyzer\": {\"a\": {\"type\": \"custom\", \"char_filter\": [\"f\"], \"tokenizer\": \"standard\"}}}}}";

        assertThat(rest.send("PUT", "/other", rules).body()).contains("a mapping reads 'from => to', not 'a'");
    }

    @Test
    void whatWasAcknowledgedIsThereAfterAKillAtTheSameAddress() throws Exception {
        ServerAddress address;
        try (ServerProcess killed = start("killed")) {
            address = killed.address();
            try (Rest client = new Rest(address)) {
                createIndex(client);
                client.ok("PUT", "/messages-1/_doc/zh", "{\"body\": \"发布\"}");
            }
            ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();
            assertThat(DEATHS.poll(30, TimeUnit.SECONDS).sentence()).startsWith("elasticsearch was killed by signal 9");
        }

        try (ServerProcess again = start("killed");
                Rest client = new Rest(again.address())) {
            assertThat(again.address()).isEqualTo(address);
            client.ok("GET", "/_cluster/health/messages-1?wait_for_status=green&timeout=30s", "");
            assertThat(search(client, "发布")).contains("\"_id\":\"zh\"");
        }
        assertThat(DEATHS).isEmpty();
    }

    private static ServerProcess start(String home) throws Exception {
        return new ServerLauncher(directory.resolve(home + "-logs"), Path.of("target", "start-caches"))
                .start(
                        ServerProgram.elasticsearch(Path.of("..", "elasticsearch-node", "target", "lib")),
                        directory.resolve(home),
                        Duration.ofMinutes(1),
                        DEATHS::add);
    }

    private static void createIndex(Rest client) throws IOException, InterruptedException {
        try (InputStream template = ElasticsearchServerIT.class.getResourceAsStream("messages-template.json")) {
            client.ok("PUT", "/_index_template/messages", new String(template.readAllBytes(), StandardCharsets.UTF_8));
        }
        client.ok("PUT", "/messages-1", "{}");
    }

    private static String search(Rest client, String words) throws IOException, InterruptedException {
        return client.ok(
                "POST", "/messages-1/_search", "{\"query\": {\"match_phrase\": {\"body\": \"%s\"}}}".formatted(words));
    }
}
