package dev.parley.demo.client;

import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The server said no and why, as a problem document (REST) or an {@code error} frame (WebSocket: {@link #status()} is 0). */
public final class RefusedByServer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final @Nullable String field;
    private final @Nullable String traceId;
    private final long retryAfterSeconds;

    private RefusedByServer(int status, String detail, JsonNode problem, long retryAfterSeconds) {
        super(detail);
        this.status = status;
        this.code = problem.path("code").asString("NO_CODE");
        this.field = problem.path("field").stringValue(null);
        this.traceId = problem.path("traceId").stringValue(null);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static RefusedByServer of(Answer answer) {
        JsonNode problem = answer.body();
        String detail = "HTTP " + answer.status() + " "
                + problem.path("code").asString("without a code") + ": "
                + problem.path("detail").asString(answer.text());
        return new RefusedByServer(
                answer.status(),
                detail,
                problem,
                answer.headerAsLong("Retry-After").orElse(0));
    }

    static RefusedByServer ofHandshake(HttpResponse<?> response) {
        return of(new Answer(response.statusCode(), response.headers(), String.valueOf(response.body())));
    }

    static RefusedByServer of(Frame error) {
        JsonNode problem = error.json();
        String detail = problem.path("code").asString("no code") + ": "
                + problem.path("detail").asString("");
        return new RefusedByServer(
                0, detail, problem, problem.path("retryAfterSeconds").asLong(0));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public @Nullable String field() {
        return field;
    }

    public @Nullable String traceId() {
        return traceId;
    }

    /** 0 when the server named no time. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
