package dev.parley.projection.rebuild;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import dev.parley.api.projection.Views;
import dev.parley.projection.runtime.StoredJson;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bson.Document;

/** All rebuilds there were, kept beside the views that they are about. */
final class RebuildLog {

    private final MongoCollection<Document> documents;

    RebuildLog(MongoDatabase viewStore) {
        this.documents = viewStore.getCollection(Views.REBUILDS);
    }

    void save(RebuildRecord rebuild) {
        documents.replaceOne(eq("_id", rebuild.id()), StoredJson.document(rebuild), new ReplaceOptions().upsert(true));
    }

    /** The newest first. */
    List<RebuildRecord> all() {
        List<RebuildRecord> all = new ArrayList<>();
        for (Document document : documents.find(gt("_id", ""))) {
            all.add(StoredJson.view(document, RebuildRecord.class));
        }
        all.sort(Comparator.comparing(RebuildRecord::startedAt).reversed());
        return all;
    }
}
