package dev.parley.projection.conversation;

import com.mongodb.client.model.WriteModel;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.GoneTotalsView;
import dev.parley.api.conversation.GoneView;
import dev.parley.api.projection.Views;
import dev.parley.projection.conversation.HeadsProjector.Place;
import dev.parley.projection.conversation.HeadsProjector.Shown;
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

/** Heads, and what is gone, in the view store: a document each. */
final class Heads implements Entries<Place, Shown> {

    private final ViewCollection heads;
    private final ViewCollection blocks;
    private final ViewCollection totals;

    Heads(ViewGeneration generation) {
        this.heads = generation.collection(Views.CONVERSATIONS);
        this.blocks = generation.collection(Views.GONE);
        this.totals = generation.collection(Views.GONE_TOTALS);
    }

    @Override
    public Map<Place, Shown> load(Set<Place> places) {
        Map<String, Place> wantedHeads = new HashMap<>();
        Map<String, Place> wantedBlocks = new HashMap<>();
        Map<String, Place> wantedTotals = new HashMap<>();
        for (Place place : places) {
            switch (place) {
                case Place.Head head -> wantedHeads.put(head.conversation().toString(), head);
                case Place.Block block -> wantedBlocks.put(block.toString(), block);
                case Place.Totals total -> wantedTotals.put(total.conversation().toString(), total);
            }
        }
        Map<Place, Shown> found = new HashMap<>();
        find(heads, wantedHeads).forEach((place, document) -> {
            found.put(place, new Shown.OfHead(StoredJson.view(document, ConversationView.class)));
        });
        find(blocks, wantedBlocks).forEach((place, document) -> {
            found.put(place, new Shown.OfBlock(StoredJson.view(document, GoneView.class)));
        });
        find(totals, wantedTotals).forEach((place, document) -> {
            found.put(place, new Shown.OfTotals(StoredJson.view(document, GoneTotalsView.class)));
        });
        return found;
    }

    @Override
    public boolean worthRemembering(Shown shown) {
        return switch (shown) {
            case Shown.OfHead(ConversationView head) ->
                head.pins().isEmpty() && (head.group() == null || head.group().announcement() == null);
            case Shown.OfBlock block -> false;
            case Shown.OfTotals totals -> false;
        };
    }

    private static Map<Place, Document> find(ViewCollection documents, Map<String, Place> wanted) {
        Map<Place, Document> found = new HashMap<>();
        for (Document document : documents.find(wanted.keySet(), null)) {
            Place place = wanted.get(document.getString("_id"));
            if (place != null) {
                found.put(place, document);
            }
        }
        return found;
    }

    /** Heads last: whoever has read one finds in the others all that was gone by then. */
    @Override
    public void save(Map<Place, Shown> shown) {
        List<WriteModel<RawBsonDocument>> ofHeads = new ArrayList<>();
        List<WriteModel<RawBsonDocument>> ofBlocks = new ArrayList<>();
        List<WriteModel<RawBsonDocument>> ofTotals = new ArrayList<>();
        for (Shown each : shown.values()) {
            switch (each) {
                case Shown.OfHead(ConversationView head) ->
                    ofHeads.add(ViewCollection.replaceOlder(head.conversation(), head.version(), head));
                case Shown.OfBlock(GoneView gone) ->
                    ofBlocks.add(ViewCollection.replaceOlder(gone.key(), gone.version(), gone));
                case Shown.OfTotals(GoneTotalsView total) ->
                    ofTotals.add(ViewCollection.replaceOlder(total.conversation(), total.version(), total));
            }
        }
        totals.write(ofTotals);
        blocks.write(ofBlocks);
        heads.write(ofHeads);
    }
}
