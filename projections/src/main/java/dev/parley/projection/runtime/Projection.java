package dev.parley.projection.runtime;

import dev.parley.api.projection.Generations;

/** A projector with the place of one generation of its view, and of its progress. */
public record Projection<K, V>(Projector<K, V> projector, Entries<K, V> entries, Progress progress, int generation) {

    /** In the first generation. */
    public Projection(Projector<K, V> projector, Entries<K, V> entries, Progress progress) {
        this(projector, entries, progress, 1);
    }

    public String name() {
        return projector.name();
    }

    /** Whether what it reads of this topic is applied version by version, so that one that cannot be holds up those behind it. */
    public boolean keepsOrderOf(String topic) {
        return projector.sources().stream()
                .anyMatch(source -> source.topic().topicName().equals(topic) && source.keepsOrder());
    }

    /** The name that its progress is kept under. */
    String progressName() {
        return Generations.name(name(), generation);
    }
}
