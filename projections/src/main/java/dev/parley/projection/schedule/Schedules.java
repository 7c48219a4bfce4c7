package dev.parley.projection.schedule;

import com.mongodb.client.model.WriteModel;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.api.schedule.ScheduleView;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.StoredJson;
import dev.parley.projection.runtime.ViewCollection;
import dev.parley.projection.runtime.ViewGeneration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** Plans in the view store: a document for each person who has any. */
final class Schedules implements Entries<UserId, ScheduleView> {

    private final ViewCollection documents;

    Schedules(ViewGeneration generation) {
        this.documents = generation.collection(Views.SCHEDULES);
    }

    @Override
    public Map<UserId, ScheduleView> load(Set<UserId> keys) {
        Map<UserId, ScheduleView> found = new HashMap<>();
        for (Document document :
                documents.find(keys.stream().map(UserId::toString).toList(), null)) {
            ScheduleView schedule = StoredJson.view(document, ScheduleView.class);
            found.put(schedule.user(), schedule);
        }
        return found;
    }

    @Override
    public void save(Map<UserId, ScheduleView> schedules) {
        List<WriteModel<RawBsonDocument>> writes = new ArrayList<>(schedules.size());
        for (ScheduleView schedule : schedules.values()) {
            writes.add(ViewCollection.replaceOlder(schedule.user(), schedule.version(), schedule));
        }
        documents.write(writes);
    }
}
