package dev.parley.projection.conversation;

import com.mongodb.client.model.WriteModel;
import dev.parley.api.conversation.MediaView;
import dev.parley.api.projection.Views;
import dev.parley.projection.conversation.MediaProjector.Block;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.StoredJson;
import dev.parley.projection.runtime.ViewCollection;
import dev.parley.projection.runtime.ViewGeneration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** Which messages hold what, in the view store: a document per block. */
final class Media implements Entries<Block, MediaView> {

    private final ViewCollection blocks;

    Media(ViewGeneration generation) {
        this.blocks = generation.collection(Views.MEDIA);
    }

    @Override
    public Map<Block, MediaView> load(Set<Block> keys) {
        Map<String, Block> wanted = new HashMap<>();
        keys.forEach(key -> wanted.put(key.toString(), key));
        Map<Block, MediaView> found = new HashMap<>();
        for (Document document : blocks.find(wanted.keySet(), null)) {
            MediaView media = StoredJson.view(document, MediaView.class);
            found.put(Objects.requireNonNull(wanted.get(media.key()), "asked for by its id"), media);
        }
        return found;
    }

    @Override
    public boolean worthRemembering(MediaView media) {
        return true;
    }

    @Override
    public void save(Map<Block, MediaView> entries) {
        blocks.write(entries.values().stream()
                .<WriteModel<RawBsonDocument>>map(
                        media -> ViewCollection.replaceOlder(media.key(), media.version(), media))
                .toList());
    }
}
