package dev.parley.projection.runtime;

import org.jspecify.annotations.Nullable;

/** What an event does to one entry of a view: a pure function from the entry as it was (null = none yet) to the entry as it is then. */
public record Change<K, V>(K key, Step<V> step) {

    /** One step of one entry. Throwing makes the event poison. */
    @FunctionalInterface
    public interface Step<V> {
        V after(@Nullable V before);

        /** Whether it has to know what was. */
        default boolean buildsOnWhatWas() {
            return true;
        }
    }

    private record Put<V>(V entry) implements Step<V> {
        @Override
        public V after(@Nullable V before) {
            return entry;
        }

        @Override
        public boolean buildsOnWhatWas() {
            return false;
        }
    }

    /** The entry does not depend on what it was, so that nobody reads it before. */
    public static <K, V> Change<K, V> put(K key, V entry) {
        return new Change<>(key, new Put<>(entry));
    }
}
