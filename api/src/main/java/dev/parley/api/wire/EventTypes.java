package dev.parley.api.wire;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The events of a sealed family by their simple names, as they stand in {@link EventHeaders#TYPE}. */
public final class EventTypes {

    private EventTypes() {}

    public static <E> Map<String, Class<? extends E>> of(Class<E> family) {
        return leaves(family)
                .map(type -> type.<E>asSubclass(family))
                .collect(Collectors.toUnmodifiableMap(Class::getSimpleName, Function.identity()));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventTypes::leaves)
                : Stream.of(type);
    }
}
