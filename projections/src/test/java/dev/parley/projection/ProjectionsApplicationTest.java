package dev.parley.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The service as a process of its own, before its broker and its search engine are there. */
class ProjectionsApplicationTest {

    private static final String NOBODY_LISTENS = "127.0.0.1:1";

    @Test
    void itStartsWithoutKafkaAndElasticsearchAndSaysThatItIsNotReady() throws Exception {
        try (EmbeddedViewStore store = new EmbeddedViewStore();
                ConfigurableApplicationContext service = new SpringApplicationBuilder(ProjectionsApplication.class)
                        .run(
                                "--server.port=0",
                                "--parley.mongo.uri=" + store.uri(),
                                "--parley.kafka.bootstrap-servers=" + NOBODY_LISTENS,
                                "--parley.elasticsearch.url=http://" + NOBODY_LISTENS)) {
            int port = ((ReactiveWebServerApplicationContext) service)
                    .getWebServer()
                    .getPort();

            await().untilAsserted(() -> {
                HttpResponse<String> health = get(port, "health");
                assertThat(health.statusCode()).isEqualTo(503);
                assertThat(health.body())
                        .contains("\"projections\":{\"details\":{\"heads\":{\"phase\":")
                        .contains("Connection refused");
            });
            assertThat(get(port, "prometheus").body()).contains("parley_projection_lag_ms{projector=\"search\"}");
        }
    }

    private static HttpResponse<String> get(int port, String endpoint) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/" + endpoint))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
