package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back from the server. */
public record Answer(HttpResponse<String> http) {

    private static final JsonMapper JSON = new JsonMapper();

    public int status() {
        return http.statusCode();
    }

    public JsonNode body() {
        return JSON.readTree(http.body());
    }

    public String text(String field) {
        return body().path(field).asString("");
    }

    public String header(String name) {
        return http.headers().firstValue(name).orElse("");
    }

    public Answer expect(int status) {
        assertThat(status()).as(http.body()).isEqualTo(status);
        return this;
    }

    /** A problem document with this code, complete and with a trace that its header repeats. */
    public Answer expectProblem(int status, String code) {
        expect(status);
        assertThat(header("Content-Type")).startsWith("application/problem+json");
        assertThat(text("code")).isEqualTo(code);
        assertThat(body().path("status").asInt()).isEqualTo(status);
        assertThat(text("type")).isEqualTo("about:blank");
        assertThat(text("title")).isNotEmpty();
        assertThat(text("detail")).isNotEmpty();
        assertThat(text("traceId")).matches("[0-9a-f]{32}").isEqualTo(header("Trace-Id"));
        assertThat(http.body()).doesNotContain("Exception", "\tat ");
        return this;
    }

    public Answer about(String field) {
        assertThat(text("field")).isEqualTo(field);
        return this;
    }
}
