package dev.parley.demo.client;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalLong;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** What came back for a REST call, whatever its status. */
public record Answer(int status, HttpHeaders headers, String text) {

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.headers(), response.body());
    }

    /** The body as JSON; a missing node when there is none, or when it is something else. */
    public JsonNode body() {
        try {
            return text.isBlank()
                    ? MissingNode.getInstance()
                    : JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    /** @throws RefusedByServer when the status says that it did not work */
    public Answer orRefused() {
        if (status >= 400) {
            throw RefusedByServer.of(this);
        }
        return this;
    }

    <T> T as(Class<T> type) {
        return convert(body(), type);
    }

    <T> Page<T> asPageOf(Class<T> type) {
        JsonNode page = body();
        if (!page.path("items").isArray()) {
            throw new Unmet("a list with items", text);
        }
        return new Page<>(
                page.path("items")
                        .valueStream()
                        .map(item -> convert(item, type))
                        .toList(),
                page.path("next").stringValue(null));
    }

    private static <T> T convert(JsonNode json, Class<T> type) {
        try {
            return JsonMapper.shared().treeToValue(json, type);
        } catch (JacksonException e) {
            throw new Unmet("JSON like " + type.getSimpleName() + " (" + e.getOriginalMessage() + ")", json.toString());
        }
    }

    OptionalLong headerAsLong(String name) {
        try {
            return headers.firstValueAsLong(name);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    public List<String> header(String name) {
        return headers.allValues(name);
    }
}
