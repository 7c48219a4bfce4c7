package dev.parley.projection.runtime;

import dev.parley.api.wire.EventTypes;
import dev.parley.api.wire.Upcasts;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/** Reads the events of one sealed family from their JSON, by their simple name, in whatever revision they were published. */
final class EventReader<E> {

    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private final Map<String, Class<? extends E>> types;

    EventReader(Class<E> family) {
        this.types = EventTypes.of(family);
    }

    /** @param json in its newest revision */
    E read(@Nullable String type, byte[] json) {
        return StoredJson.MAPPER.readValue(json, known(type));
    }

    /** The JSON as its newest revision has it; the same bytes when that is what it is. */
    byte[] newest(@Nullable String type, @Nullable String revision, byte[] json) {
        return type == null || revision == null || !Upcasts.concerns(type, revision)
                ? json
                : StoredJson.MAPPER.writeValueAsBytes(
                        Upcasts.newest(type, revision, StoredJson.MAPPER.readValue(json, OBJECT)));
    }

    private Class<? extends E> known(@Nullable String type) {
        if (type == null) {
            throw new IllegalArgumentException("The record does not say which event it is.");
        }
        Class<? extends E> known = types.get(type);
        if (known == null) {
            throw new IllegalArgumentException("No event of the name " + type + " is known here.");
        }
        return known;
    }
}
