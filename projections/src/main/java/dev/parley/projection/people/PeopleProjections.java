package dev.parley.projection.people;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.projection.Projectors;
import dev.parley.projection.runtime.MongoProgress;
import dev.parley.projection.runtime.Projection;

/** The view of people. */
public final class PeopleProjections {

    private PeopleProjections() {}

    public static Projection<?, ?> in(MongoDatabase viewStore) {
        return new Projection<>(
                new PeopleProjector(), new People(viewStore), new MongoProgress(viewStore, Projectors.PEOPLE));
    }
}
