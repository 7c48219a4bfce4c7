package dev.parley.projection.contact;

import static java.util.stream.Collectors.toSet;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.parley.api.people.Contact;
import dev.parley.api.people.ContactsView;
import dev.parley.api.projection.Views;
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
import org.bson.conversions.Bson;

/**
 * Contacts in the view store: a document per person, in it a field per contact that is read and written alone. What is over is taken out:
 * whoever asks and withdraws for years would have a document without bound.
 */
final class Contacts implements Entries<Tie, Contact> {

    private final ViewCollection documents;

    Contacts(ViewGeneration generation) {
        this.documents = generation.collection(Views.CONTACTS);
    }

    @Override
    public Map<Tie, Contact> load(Set<Tie> keys) {
        Set<String> users = keys.stream().map(tie -> tie.user().toString()).collect(toSet());
        Set<String> fields = keys.stream().map(Contacts::field).collect(toSet());
        Map<Tie, Contact> found = new HashMap<>();
        for (Document document : documents.find(users, Projections.include(List.copyOf(fields)))) {
            ContactsView view = StoredJson.view(document, ContactsView.class);
            view.contacts().forEach((other, contact) -> found.put(new Tie(view.user(), other), contact));
        }
        return found;
    }

    @Override
    public void save(Map<Tie, Contact> contacts) {
        List<WriteModel<RawBsonDocument>> writes = new ArrayList<>(contacts.size());
        contacts.forEach((tie, contact) -> writes.add(write(tie, contact)));
        documents.write(writes);
    }

    private static WriteModel<RawBsonDocument> write(Tie tie, Contact contact) {
        String field = field(tie);
        Bson older = ViewCollection.olderThan(tie.user().toString(), field + ".version", contact.version());
        return contact.over()
                ? new UpdateOneModel<>(older, Updates.unset(field))
                : ViewCollection.upsert(older, Updates.set(field, StoredJson.document(contact)));
    }

    private static String field(Tie tie) {
        return "contacts." + tie.other();
    }
}
