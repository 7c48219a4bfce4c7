package dev.parley.eventstore;

import org.jspecify.annotations.Nullable;

/** By what an event can be found again besides its position and its aggregate, for instance by the id that a client gave it. */
@FunctionalInterface
public interface EventKeys {

    /** No event is found by a key. */
    EventKeys NONE = payload -> null;

    /** The key of an event, at most some hundred characters, or null when it has none. A later event with the same key takes its place. */
    @Nullable
    String of(Object payload);
}
