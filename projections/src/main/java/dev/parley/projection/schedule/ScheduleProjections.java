package dev.parley.projection.schedule;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.projection.Projectors;
import dev.parley.projection.runtime.MongoProgress;
import dev.parley.projection.runtime.Projection;

/** The view of what people plan to say. */
public final class ScheduleProjections {

    private ScheduleProjections() {}

    public static Projection<?, ?> in(MongoDatabase viewStore) {
        return new Projection<>(
                new ScheduleProjector(), new Schedules(viewStore), new MongoProgress(viewStore, Projectors.SCHEDULES));
    }
}
