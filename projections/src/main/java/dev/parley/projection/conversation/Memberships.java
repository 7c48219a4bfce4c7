package dev.parley.projection.conversation;

import static java.util.stream.Collectors.toSet;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MembershipsView;
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

/** Memberships in the view store: a document per person, in it a field per conversation that is read and written alone. */
final class Memberships implements Entries<Stay, Membership> {

    private final ViewCollection documents;

    Memberships(MongoDatabase viewStore) {
        this.documents = new ViewCollection(viewStore.getCollection(Views.MEMBERSHIPS));
    }

    /** All the people with all the conversations of the batch: some pairs nobody asked for, but one read for a thousand people. */
    @Override
    public Map<Stay, Membership> load(Set<Stay> keys) {
        Set<String> users = keys.stream().map(stay -> stay.user().toString()).collect(toSet());
        Set<String> fields =
                keys.stream().map(stay -> field(stay.conversation())).collect(toSet());
        Map<Stay, Membership> found = new HashMap<>();
        for (Document document : documents.find(users, Projections.include(List.copyOf(fields)))) {
            if (document.containsKey("conversations")) {
                MembershipsView view = StoredJson.view(document, MembershipsView.class);
                view.conversations()
                        .forEach((conversation, membership) ->
                                found.put(new Stay(view.user(), conversation), membership));
            }
        }
        return found;
    }

    @Override
    public void save(Map<Stay, Membership> memberships) {
        List<WriteModel<Document>> writes = new ArrayList<>(memberships.size());
        memberships.forEach((stay, membership) -> {
            String field = field(stay.conversation());
            writes.add(ViewCollection.upsert(
                    ViewCollection.olderThan(stay.user().toString(), field + ".version", membership.version()),
                    Updates.set(field, StoredJson.document(membership))));
        });
        documents.write(writes);
    }

    private static String field(ConversationId conversation) {
        return "conversations." + conversation;
    }
}
