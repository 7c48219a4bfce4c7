package dev.parley.client;

import dev.parley.client.Incoming.Event;
import dev.parley.client.Incoming.Position;
import dev.parley.client.Incoming.Presence;
import dev.parley.client.Incoming.Typing;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON of the sub-protocol {@value #PROTOCOL}. */
final class Frames {

    static final String PROTOCOL = "parley.json.v1";

    private Frames() {}

    static ObjectNode frame(String type) {
        return JsonMapper.shared().createObjectNode().put("type", type);
    }

    static Event event(JsonNode frame) {
        return new Event(
                text(frame, "conversation"),
                frame.path("version").asLong(-1),
                text(frame, "event"),
                Instant.parse(text(frame, "at")),
                frame.path("by").stringValue(null),
                frame.path("data"));
    }

    static Position position(JsonNode frame) {
        return new Position(
                text(frame, "conversation"),
                text(frame, "user"),
                frame.path("read").asLong(0),
                frame.path("delivered").asLong(0));
    }

    static Presence presence(JsonNode frame) {
        return new Presence(
                text(frame, "user"),
                text(frame, "state"),
                instant(frame.path("lastSeen").stringValue(null)),
                frame.path("devices").asInt(0));
    }

    static Typing typing(JsonNode frame) {
        return new Typing(
                text(frame, "conversation"),
                text(frame, "user"),
                frame.path("active").asBoolean(false));
    }

    static Sent sent(JsonNode ok) {
        return new Sent(
                text(ok, "message"),
                ok.path("seq").asLong(-1),
                ok.path("version").asLong(-1),
                Instant.parse(text(ok, "at")));
    }

    /** The field's text; empty when it has none. */
    static String text(JsonNode frame, String field) {
        return frame.path(field).asString("");
    }

    private static @Nullable Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
