package dev.parley.projection.runtime;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A collection of the view store as a whole, in the order of its ids, a range at a time. */
record CollectionContents(String name, MongoCollection<Document> documents) implements Contents {

    private static final int PAGE = 1_000;

    @Override
    public void pages(Consumer<Map<String, String>> page) {
        walk(Projections.include(), found -> page.accept(texts(found)));
    }

    @Override
    public void ids(Consumer<List<String>> page) {
        walk(
                Projections.include("_id"),
                found -> page.accept(found.stream()
                        .map(document -> document.getString("_id"))
                        .toList()));
    }

    private void walk(Bson fields, Consumer<List<Document>> page) {
        Bson rest = gt("_id", "");
        while (true) {
            List<Document> found = documents
                    .find(rest)
                    .projection(fields)
                    .sort(Sorts.ascending("_id"))
                    .limit(PAGE)
                    .batchSize(PAGE)
                    .into(new ArrayList<>());
            if (!found.isEmpty()) {
                page.accept(found);
            }
            if (found.size() < PAGE) {
                return;
            }
            rest = gt("_id", found.getLast().getString("_id"));
        }
    }

    @Override
    public Map<String, String> find(Collection<String> ids) {
        Map<String, String> found = new HashMap<>();
        List<String> all = List.copyOf(ids);
        for (int from = 0; from < all.size(); from += PAGE) {
            List<String> some = all.subList(from, Math.min(all.size(), from + PAGE));
            found.putAll(texts(documents.find(in("_id", some)).batchSize(PAGE).into(new ArrayList<>())));
        }
        return found;
    }

    private static Map<String, String> texts(List<Document> found) {
        Map<String, String> texts = new HashMap<>();
        for (Document document : found) {
            String text = CanonicalText.of(document);
            if (text != null) {
                texts.put(document.getString("_id"), text);
            }
        }
        return texts;
    }
}
