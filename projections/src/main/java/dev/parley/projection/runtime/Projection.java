package dev.parley.projection.runtime;

/** A projector with the place of its view and of its progress. Every bean of this type is driven. */
public record Projection<K, V>(Projector<K, V> projector, Entries<K, V> entries, Progress progress) {

    public String name() {
        return projector.name();
    }
}
