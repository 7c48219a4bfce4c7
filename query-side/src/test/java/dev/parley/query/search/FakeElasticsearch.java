package dev.parley.query.search;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers searches with what it was told to find, and remembers what it was asked. What a query really finds is for a real node to say. */
final class FakeElasticsearch implements AutoCloseable {

    private final HttpServer server;
    private final Deque<JsonNode> asked = new ConcurrentLinkedDeque<>();
    private final Queue<String> answers = new ConcurrentLinkedQueue<>();

    FakeElasticsearch() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(JsonMapper.builder().build().readTree(exchange.getRequestBody()));
            String hits = answers.poll();
            byte[] answer = (hits == null ? "{}" : hits).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(hits == null ? 503 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void forget() {
        asked.clear();
        answers.clear();
    }

    /** The next search finds these, each {@code {"_id": …, "_source": …}}. Without an answer it is unavailable. */
    void finds(List<String> hits) {
        answers.add("""
                {"took": 1, "timed_out": false, "_shards": {"total": 1, "successful": 1, "failed": 0},
                 "hits": {"hits": [%s]}}
                """.formatted(hits.stream().collect(Collectors.joining(","))));
    }

    List<JsonNode> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
