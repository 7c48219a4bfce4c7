package dev.parley.projection.conversation;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.conversation.MessageEvent;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.projection.Views;
import dev.parley.projection.conversation.HistoryProjector.Kept;
import dev.parley.projection.conversation.HistoryProjector.Place;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.StoredJson;
import dev.parley.projection.runtime.ViewCollection;
import dev.parley.projection.runtime.ViewGeneration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;
import tools.jackson.databind.node.ObjectNode;

/**
 * History in the view store: a document per message and one per event. What an event left in the log never changes, but for the words of
 * a message that is gone.
 */
final class History implements Entries<Place, Kept> {

    private final ViewCollection messages;
    private final ViewCollection log;

    History(ViewGeneration generation) {
        this.messages = generation.collection(Views.MESSAGES);
        this.log = generation.collection(Views.CONVERSATION_LOG);
    }

    @Override
    public Map<Place, Kept> load(Set<Place> places) {
        Set<String> ids = new HashSet<>();
        for (Place place : places) {
            if (place instanceof Place.OfMessage(var message)) {
                ids.add(message.toString());
            }
        }
        Map<Place, Kept> found = new HashMap<>();
        for (Document document : messages.find(ids, null)) {
            MessageView message = StoredJson.view(document, MessageView.class);
            found.put(new Place.OfMessage(message.message()), new Kept.InHistory(message));
        }
        return found;
    }

    /** Messages first: whoever finds the event of a version in the log may count on its message being there. */
    @Override
    public void save(Map<Place, Kept> kept) {
        Map<String, WriteModel<RawBsonDocument>> ofMessages = new HashMap<>();
        Map<String, LoggedEventView> ofLog = new HashMap<>();
        Set<String> wordless = new HashSet<>();
        for (Kept each : kept.values()) {
            switch (each) {
                case Kept.InLog(LoggedEventView event) -> ofLog.put(event.key(), event);
                case Kept.InHistory(MessageView message) -> {
                    ofMessages.put(message.message().toString(), write(message));
                    if (message.gone() != null) {
                        message.wordsSaidAt()
                                .forEach(version -> wordless.add(
                                        LoggedEventView.key(message.message().conversation(), version)));
                    }
                }
            }
        }
        Set<String> logged = new HashSet<>(wordless);
        logged.removeAll(ofLog.keySet());
        for (Document document : log.find(logged, null)) {
            LoggedEventView event = StoredJson.view(document, LoggedEventView.class);
            ofLog.put(event.key(), event);
        }
        wordless.forEach(key -> ofLog.computeIfPresent(key, (same, event) -> withoutWords(event)));
        messages.write(ofMessages.values().stream().toList());
        log.write(ofLog.values().stream()
                .map(event -> wordless.contains(event.key()) ? replace(event) : ViewCollection.insert(event))
                .toList());
    }

    /** As the one before, unless it is older than the one that is there. */
    private static WriteModel<RawBsonDocument> write(MessageView message) {
        return message.changed() == null
                ? ViewCollection.insert(message)
                : new ReplaceOneModel<>(
                        ViewCollection.olderThan(message.message().toString(), "changed", message.newest()),
                        ViewCollection.bson(message),
                        new ReplaceOptions().upsert(true));
    }

    private static LoggedEventView withoutWords(LoggedEventView event) {
        ObjectNode data = (ObjectNode) StoredJson.MAPPER.readTree(event.data());
        data.remove(MessageEvent.WORDS);
        return new LoggedEventView(
                event.key(),
                event.conversation(),
                event.version(),
                event.event(),
                event.at(),
                event.by(),
                StoredJson.MAPPER.writeValueAsString(data),
                event.position());
    }

    private static WriteModel<RawBsonDocument> replace(LoggedEventView event) {
        return new ReplaceOneModel<>(
                eq("_id", event.key()), ViewCollection.bson(event), new ReplaceOptions().upsert(true));
    }
}
