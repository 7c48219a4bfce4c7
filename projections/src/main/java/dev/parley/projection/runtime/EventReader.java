package dev.parley.projection.runtime;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the events of one sealed family from their JSON, by their simple name. */
final class EventReader<E> {

    private final Map<String, Class<? extends E>> types;

    EventReader(Class<E> family) {
        this.types = Arrays.stream(family.getPermittedSubclasses())
                .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, (Function<Class<?>, Class<? extends E>>)
                        type -> type.asSubclass(family)));
    }

    E read(@Nullable String type, String json) {
        if (type == null) {
            throw new IllegalArgumentException("The record does not say which event it is.");
        }
        Class<? extends E> known = types.get(type);
        if (known == null) {
            throw new IllegalArgumentException("No event of the name " + type + " is known here.");
        }
        return StoredJson.MAPPER.readValue(json, known);
    }
}
