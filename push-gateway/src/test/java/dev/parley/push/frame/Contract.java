package dev.parley.push.frame;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/asyncapi.json}, to hold frames against. */
public final class Contract {

    private static final String NAME = "https://parley.example/asyncapi.json";
    private static final String DOCUMENT = read();
    private static final JsonNode MESSAGES =
            JsonMapper.shared().readTree(DOCUMENT).at("/components/messages");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(NAME, DOCUMENT)));
    private static final Map<String, Schema> PAYLOADS = new ConcurrentHashMap<>();

    private Contract() {}

    /** What is wrong with a frame of this side; nothing when it is as published. */
    public static List<String> violations(String side, JsonNode frame) {
        String message = side + "." + frame.path("type").asString();
        if (!MESSAGES.has(message)) {
            return List.of("The document knows no " + message);
        }
        Schema payload = PAYLOADS.computeIfAbsent(
                message,
                name -> SCHEMAS.getSchema(SchemaLocation.of(NAME + "#/components/messages/" + name + "/payload")));
        return payload.validate(frame).stream()
                .map(Error::toString)
                .map(error -> error + " in " + frame)
                .toList();
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "asyncapi.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
