package dev.parley.projection.conversation;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.WriteModel;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.projection.Views;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.StoredJson;
import dev.parley.projection.runtime.ViewCollection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/** Heads in the view store: a document each. */
final class Heads implements Entries<ConversationId, ConversationView> {

    private final ViewCollection documents;

    Heads(MongoDatabase viewStore) {
        this.documents = new ViewCollection(viewStore.getCollection(Views.CONVERSATIONS));
    }

    @Override
    public Map<ConversationId, ConversationView> load(Set<ConversationId> keys) {
        Map<ConversationId, ConversationView> found = new HashMap<>();
        for (Document document :
                documents.find(keys.stream().map(ConversationId::toString).toList(), null)) {
            ConversationView head = StoredJson.view(document, ConversationView.class);
            found.put(head.conversation(), head);
        }
        return found;
    }

    @Override
    public void save(Map<ConversationId, ConversationView> heads) {
        List<WriteModel<Document>> writes = new ArrayList<>(heads.size());
        for (ConversationView head : heads.values()) {
            writes.add(ViewCollection.replaceOlder(head.conversation(), head.version(), head));
        }
        documents.write(writes);
    }
}
