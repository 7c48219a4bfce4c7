package dev.parley.standalone.events;

import dev.parley.eventstore.rocks.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes events, each as a line of JSON. Metadata and payload go out as they are stored. */
final class EventLines {

    private final JsonFactory json = new JsonFactory();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final OutputStream out;

    EventLines(OutputStream out) {
        this.out = out;
    }

    void write(long position, StoredEvent event) throws IOException {
        line.reset();
        try (JsonGenerator object = json.createGenerator(ObjectWriteContext.empty(), line, JsonEncoding.UTF8)) {
            object.writeStartObject();
            object.writeNumberProperty("position", position);
            object.writeStringProperty(
                    "time", Instant.ofEpochMilli(event.appended()).toString());
            object.writeStringProperty("type", simpleName(event.payloadType()));
            object.writeStringProperty("aggregate", event.aggregate());
            object.writeNumberProperty("version", event.sequence());
            object.writeStringProperty("id", event.id());
            object.writeName("metadata");
            object.writeRawValue(new String(event.metadata(), StandardCharsets.UTF_8));
            object.writeName("payload");
            object.writeRawValue(new String(event.payload(), StandardCharsets.UTF_8));
            object.writeEndObject();
        }
        line.write('\n');
        line.writeTo(out);
    }

    /** {@code MessageSent} of {@code dev.parley.api.conversation.ConversationEvent$MessageSent}. */
    static String simpleName(String type) {
        return type.substring(Math.max(type.lastIndexOf('$'), type.lastIndexOf('.')) + 1);
    }
}
