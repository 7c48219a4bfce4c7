package dev.parley.projection.position;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.projection.Views;
import dev.parley.projection.runtime.MongoShelf;
import dev.parley.projection.runtime.Shelf;
import java.util.List;

/** The view of positions. */
public final class PositionProjections {

    private PositionProjections() {}

    public static Shelf in(MongoDatabase viewStore) {
        return new MongoShelf(
                viewStore,
                List.of(Views.POSITIONS),
                generation -> generation.projection(new PositionsProjector(), new Positions(generation)));
    }
}
