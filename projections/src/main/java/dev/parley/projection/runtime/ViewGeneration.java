package dev.parley.projection.runtime;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.projection.Generations;

/** One generation of views in the view store. */
public record ViewGeneration(MongoDatabase viewStore, int number) {

    public ViewCollection collection(String view) {
        return new ViewCollection(viewStore.getCollection(Generations.name(view, number)));
    }

    public <K, V> Projection<K, V> projection(Projector<K, V> projector, Entries<K, V> entries) {
        return new Projection<>(
                projector, entries, new MongoProgress(viewStore, Generations.name(projector.name(), number)), number);
    }
}
