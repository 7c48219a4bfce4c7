package dev.parley.client;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The server said no and why; saying the same again would not help. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final @Nullable String field;
    private final @Nullable String traceId;

    Refused(JsonNode error) {
        super(error.path("code").asString("") + ": " + error.path("detail").asString(""));
        this.code = error.path("code").asString("");
        this.field = error.path("field").stringValue(null);
        this.traceId = error.path("traceId").stringValue(null);
    }

    /** Stable, such as {@code NOT_A_MEMBER}. */
    public String code() {
        return code;
    }

    /** The one that was wrong, if it was one. */
    public @Nullable String field() {
        return field;
    }

    /** By which the server's operator finds it in the log. */
    public @Nullable String traceId() {
        return traceId;
    }
}
