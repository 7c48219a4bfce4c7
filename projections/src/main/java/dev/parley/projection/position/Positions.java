package dev.parley.projection.position;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.WriteModel;
import dev.parley.api.position.Position;
import dev.parley.api.projection.Views;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.ViewCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/** Positions in the view store: a document per person, in it a field per conversation. The store itself keeps the larger value. */
final class Positions implements Entries<PositionsProjector.Reader, Position> {

    private final ViewCollection documents;

    Positions(MongoDatabase viewStore) {
        this.documents = new ViewCollection(viewStore.getCollection(Views.POSITIONS));
    }

    @Override
    public Map<PositionsProjector.Reader, Position> load(Set<PositionsProjector.Reader> keys) {
        return Map.of();
    }

    @Override
    public void save(Map<PositionsProjector.Reader, Position> positions) {
        List<WriteModel<Document>> writes = new ArrayList<>(positions.size());
        positions.forEach((reader, position) -> {
            String field = "conversations." + reader.conversation();
            writes.add(ViewCollection.upsert(
                    eq("_id", reader.user().toString()),
                    combine(max(field + ".read", position.read()), max(field + ".delivered", position.delivered()))));
        });
        documents.write(writes);
    }
}
