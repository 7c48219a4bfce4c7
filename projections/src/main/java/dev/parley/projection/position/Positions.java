package dev.parley.projection.position;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;

import com.mongodb.client.model.WriteModel;
import dev.parley.api.people.UserId;
import dev.parley.api.position.Position;
import dev.parley.api.projection.Views;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.ViewCollection;
import dev.parley.projection.runtime.ViewGeneration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/** Positions in the view store: a document per person, in it a field per conversation. The store itself keeps the larger value. */
final class Positions implements Entries<PositionsProjector.Reader, Position> {

    private final ViewCollection documents;

    Positions(ViewGeneration generation) {
        this.documents = generation.collection(Views.POSITIONS);
    }

    @Override
    public Map<PositionsProjector.Reader, Position> load(Set<PositionsProjector.Reader> keys) {
        return Map.of();
    }

    @Override
    public void save(Map<PositionsProjector.Reader, Position> positions) {
        Map<UserId, List<Bson>> byPerson = new HashMap<>();
        positions.forEach((reader, position) -> {
            String field = "conversations." + reader.conversation();
            List<Bson> moves = byPerson.computeIfAbsent(reader.user(), user -> new ArrayList<>());
            moves.add(max(field + ".read", position.read()));
            moves.add(max(field + ".delivered", position.delivered()));
        });
        List<WriteModel<RawBsonDocument>> writes = new ArrayList<>(byPerson.size());
        byPerson.forEach(
                (user, moves) -> writes.add(ViewCollection.upsert(eq("_id", user.toString()), combine(moves))));
        documents.write(writes);
    }
}
