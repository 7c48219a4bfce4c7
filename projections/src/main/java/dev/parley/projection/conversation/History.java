package dev.parley.projection.conversation;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.projection.Views;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.StoredJson;
import dev.parley.projection.runtime.ViewCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/** History in the view store: a document per message and one per event. What an event left there never changes. */
final class History implements Entries<String, HistoryProjector.Entry> {

    private final ViewCollection messages;
    private final ViewCollection log;

    History(MongoDatabase viewStore) {
        this.messages = new ViewCollection(viewStore.getCollection(Views.MESSAGES));
        this.log = new ViewCollection(viewStore.getCollection(Views.CONVERSATION_LOG));
    }

    @Override
    public Map<String, HistoryProjector.Entry> load(Set<String> keys) {
        return Map.of();
    }

    /** Messages first: whoever finds the event of a version in the log may count on its message being there. */
    @Override
    public void save(Map<String, HistoryProjector.Entry> entries) {
        List<WriteModel<Document>> ofMessages = new ArrayList<>();
        List<WriteModel<Document>> ofLog = new ArrayList<>();
        for (HistoryProjector.Entry entry : entries.values()) {
            MessageView message = entry.message();
            if (message != null) {
                ofMessages.add(replace(message.message().toString(), message));
            }
            LoggedEventView logged = entry.logged();
            ofLog.add(replace(logged.key(), logged));
        }
        messages.write(ofMessages);
        log.write(ofLog);
    }

    private static WriteModel<Document> replace(String id, Object view) {
        return new ReplaceOneModel<>(eq("_id", id), StoredJson.document(view), new ReplaceOptions().upsert(true));
    }
}
