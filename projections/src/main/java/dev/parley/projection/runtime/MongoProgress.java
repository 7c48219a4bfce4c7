package dev.parley.projection.runtime;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.parley.api.projection.AppliedVersion;
import dev.parley.api.projection.Views;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** Progress of a projector whose view is in the view store. */
public final class MongoProgress implements Progress {

    private static final String OFFSET = "offset";
    private static final String VERSION = "version";

    private final ViewCollection offsets;
    private final ViewCollection versions;
    private final String prefix;

    public MongoProgress(MongoDatabase viewStore, String projector) {
        this.offsets = new ViewCollection(viewStore.getCollection(Views.OFFSETS));
        this.versions = new ViewCollection(viewStore.getCollection(Views.APPLIED_VERSIONS));
        this.prefix = AppliedVersion.key(projector, "");
    }

    @Override
    public Map<String, Long> offsets(Set<String> keys) {
        Map<String, Long> found = new HashMap<>();
        for (Document document : offsets.find(keys, null)) {
            found.put(document.getString("_id"), number(document, OFFSET));
        }
        return found;
    }

    @Override
    public void saveOffsets(Map<String, Long> moved) {
        List<WriteModel<RawBsonDocument>> writes = new ArrayList<>();
        moved.forEach((key, offset) -> writes.add(ViewCollection.upsert(eq("_id", key), Updates.set(OFFSET, offset))));
        offsets.write(writes);
    }

    @Override
    public Map<String, Long> versions(Set<String> keys) {
        Map<String, Long> found = new HashMap<>();
        for (Document document : versions.find(keys.stream().map(prefix::concat).toList(), null)) {
            found.put(document.getString("_id").substring(prefix.length()), number(document, VERSION));
        }
        return found;
    }

    @Override
    public void saveVersions(Map<String, Long> applied) {
        List<WriteModel<RawBsonDocument>> writes = new ArrayList<>();
        applied.forEach((key, version) ->
                writes.add(ViewCollection.upsert(eq("_id", prefix + key), Updates.max(VERSION, version))));
        versions.write(writes);
    }

    private static long number(Document document, String field) {
        return document.get(field, Number.class).longValue();
    }
}
