package dev.parley.projection.runtime;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.parley.api.projection.Generations;
import dev.parley.api.projection.Views;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Generations in the view store: collections that carry the number, and a document that says which one is read. */
public final class MongoShelf implements Shelf {

    private final MongoDatabase viewStore;
    private final List<String> views;
    private final Function<ViewGeneration, Projection<?, ?>> made;
    private final String projector;
    private final boolean keysApart;

    /** @param views the collections that the projector builds */
    public MongoShelf(MongoDatabase viewStore, List<String> views, Function<ViewGeneration, Projection<?, ?>> made) {
        this(viewStore, views, made, false);
    }

    private MongoShelf(
            MongoDatabase viewStore,
            List<String> views,
            Function<ViewGeneration, Projection<?, ?>> made,
            boolean keysApart) {
        this.viewStore = viewStore;
        this.views = List.copyOf(views);
        this.made = made;
        this.projector = made.apply(new ViewGeneration(viewStore, 1)).name();
        this.keysApart = keysApart;
    }

    /** Every document of it belongs to one key of the events. */
    public MongoShelf byKey() {
        return new MongoShelf(viewStore, views, made, true);
    }

    @Override
    public boolean keysApart() {
        return keysApart;
    }

    @Override
    public String projector() {
        return projector;
    }

    @Override
    public Projection<?, ?> generation(int number) {
        return made.apply(new ViewGeneration(viewStore, number));
    }

    @Override
    public int live() {
        Document found = viewStore
                .getCollection(Views.GENERATIONS)
                .find(eq("_id", Generations.KEY))
                .first();
        return found == null
                ? Generations.FIRST.of(projector)
                : StoredJson.view(found, Generations.class).of(projector);
    }

    @Override
    public void makeLive(int number) {
        viewStore
                .getCollection(Views.GENERATIONS)
                .updateOne(
                        eq("_id", Generations.KEY),
                        Updates.set("live." + projector, number),
                        new UpdateOptions().upsert(true));
    }

    @Override
    public void drop(int number) {
        Set<String> there = viewStore.listCollectionNames().into(new HashSet<>());
        for (String view : views) {
            String collection = Generations.name(view, number);
            if (there.contains(collection)) {
                viewStore.getCollection(collection).drop();
            }
        }
        String prefix = Generations.name(projector, number) + "/";
        viewStore.getCollection(Views.OFFSETS).deleteMany(under(prefix));
        viewStore.getCollection(Views.APPLIED_VERSIONS).deleteMany(under(prefix));
    }

    private static Bson under(String prefix) {
        return and(gte("_id", prefix), lt("_id", prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1)));
    }

    @Override
    public List<Contents> contents(int number) {
        return views.stream()
                .<Contents>map(
                        view -> new CollectionContents(view, viewStore.getCollection(Generations.name(view, number))))
                .toList();
    }
}
