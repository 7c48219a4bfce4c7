package dev.parley.command.store;

import dev.parley.api.wire.Upcasts;
import java.util.Map;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Lets the event store be read as if all of it had been written today: aggregates, relay and replay see the newest revisions alone. */
public final class StoredRevisions extends SingleEventUpcaster {

    private static final TypeReference<Map<String, @Nullable Object>> FIELDS = new TypeReference<>() {};

    private final JsonMapper json = JsonMapper.builder().build();

    @Override
    protected boolean canUpcast(IntermediateEventRepresentation event) {
        String revision = event.getType().getRevision();
        return revision != null && Upcasts.concerns(simpleName(event.getType()), revision);
    }

    @Override
    protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
        SerializedType type = event.getType();
        String name = simpleName(type);
        String revision = type.getRevision();
        return event.upcastPayload(
                new SimpleSerializedType(type.getName(), Upcasts.newestRevision(name, revision)),
                byte[].class,
                data -> json.writeValueAsBytes(Upcasts.newest(name, revision, json.readValue(data, FIELDS))));
    }

    private static String simpleName(SerializedType type) {
        String name = type.getName();
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }
}
