package dev.parley.demo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParleyClientTest {

    private HttpServer server;
    private FrontDoor door;
    private String asked = "";
    private int status = 200;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        door = FrontDoor.at(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @AfterEach
    void stop() {
        door.close();
        server.stop(0);
    }

    @Test
    void aProblemDocumentBecomesARefusalWithItsCode() {
        status = 429;
        body = """
                {"status": 429, "code": "RETRY_LATER", "detail": "Slowly.", "field": "q", "traceId": "4711"}""";

        RefusedByServer refused = catchThrowableOfType(RefusedByServer.class, () -> ben().search("x"));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("RETRY_LATER");
        assertThat(refused.field()).isEqualTo("q");
        assertThat(refused.traceId()).isEqualTo("4711");
        assertThat(refused.retryAfterSeconds()).isEqualTo(7);
    }

    @Test
    void aPageIsReadWithItsCursorAndQueriesAreEncoded() {
        body = """
                {"items": [{"message": "c.1", "seq": 1, "version": 1, "sender": "ana", "at": "2026-01-01T00:00:00Z",
                 "content": {"type": "text", "text": "发布"}, "later": true}], "next": "n"}""";

        Page<Answers.Message> page = ben().history("c", "after", "a&b");

        assertThat(asked).isEqualTo("GET /api/v1/conversations/c/messages?after=a%26b Bearer ben");
        assertThat(page.next()).isEqualTo("n");
        assertThat(page.items().getFirst().said()).isEqualTo("发布");
    }

    private ParleyClient ben() {
        return ParleyClient.of(door).withToken("ben");
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Retry-After", "7");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
