package dev.parley.projection.people;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Projectors;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.MongoProgress;
import dev.parley.projection.runtime.Progress;
import dev.parley.projection.runtime.Projection;

/** The views of people. */
public final class PeopleProjections {

    private PeopleProjections() {}

    public static Projection<?, ?> in(MongoDatabase viewStore) {
        return new Projection<>(
                new PeopleProjector(Projectors.PEOPLE),
                new People(viewStore),
                new MongoProgress(viewStore, Projectors.PEOPLE));
    }

    /** The same, kept where people are searched. */
    public static Projection<?, ?> searched(Entries<UserId, PersonView> index, Progress progress) {
        return new Projection<>(new PeopleProjector(Projectors.PEOPLE_SEARCH), index, progress);
    }
}
