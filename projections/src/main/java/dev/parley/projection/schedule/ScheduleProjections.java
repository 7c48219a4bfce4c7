package dev.parley.projection.schedule;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.projection.Views;
import dev.parley.projection.runtime.MongoShelf;
import dev.parley.projection.runtime.Shelf;
import java.util.List;

/** The view of what people plan to say. */
public final class ScheduleProjections {

    private ScheduleProjections() {}

    public static Shelf in(MongoDatabase viewStore) {
        return new MongoShelf(
                viewStore,
                List.of(Views.SCHEDULES),
                generation -> generation.projection(new ScheduleProjector(), new Schedules(generation)));
    }
}
