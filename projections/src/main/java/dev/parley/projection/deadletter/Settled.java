package dev.parley.projection.deadletter;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import dev.parley.api.projection.Views;
import dev.parley.projection.runtime.Discarded;
import dev.parley.projection.runtime.StoredJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/** What operators have decided about dead letters, kept beside the views. Whoever deletes all views is asked again. */
public final class Settled implements Discarded {

    private final MongoCollection<Document> documents;

    public Settled(MongoDatabase viewStore) {
        this.documents = viewStore.getCollection(Views.DISCARDED);
    }

    /** One decision. {@code discarded} = left out for good; else it was taken again, and went well. */
    public record Decision(
            @JsonProperty("_id") String letter,
            String projector,
            boolean discarded,
            String reason,
            String by,
            Instant at) {}

    void save(Decision decision) {
        documents.replaceOne(
                eq("_id", decision.letter()), StoredJson.document(decision), new ReplaceOptions().upsert(true));
    }

    /** The newest first. */
    List<Decision> all() {
        List<Decision> all = new ArrayList<>();
        for (Document document : documents.find(gt("_id", ""))) {
            all.add(StoredJson.view(document, Decision.class));
        }
        all.sort(Comparator.comparing(Decision::at).reversed());
        return all;
    }

    @Override
    public Set<String> of(String projector) {
        Set<String> discarded = new HashSet<>();
        for (Decision decision : all()) {
            if (decision.discarded() && decision.projector().equals(projector)) {
                discarded.add(decision.letter());
            }
        }
        return discarded;
    }
}
