package dev.parley.projection.position;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.projection.Projectors;
import dev.parley.projection.runtime.MongoProgress;
import dev.parley.projection.runtime.Projection;

/** The view of positions. */
public final class PositionProjections {

    private PositionProjections() {}

    public static Projection<?, ?> in(MongoDatabase viewStore) {
        return new Projection<>(
                new PositionsProjector(), new Positions(viewStore), new MongoProgress(viewStore, Projectors.POSITIONS));
    }
}
