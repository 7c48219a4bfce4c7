package dev.parley.projection.people;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.projection.runtime.MongoShelf;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Shelf;
import java.util.List;

/** The views of people. */
public final class PeopleProjections {

    private PeopleProjections() {}

    public static Shelf in(MongoDatabase viewStore) {
        return new MongoShelf(
                viewStore,
                List.of(Views.PEOPLE),
                generation -> generation.projection(new PeopleProjector(Projectors.PEOPLE), new People(generation)));
    }

    /** The same, for where people are searched. */
    public static Projector<UserId, PersonView> searched() {
        return new PeopleProjector(Projectors.PEOPLE_SEARCH);
    }
}
