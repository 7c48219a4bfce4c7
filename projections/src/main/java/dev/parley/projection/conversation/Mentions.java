package dev.parley.projection.conversation;

import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.parley.api.conversation.MentionsView;
import dev.parley.api.conversation.MentionsView.Mentioned;
import dev.parley.api.projection.Views;
import dev.parley.projection.conversation.MentionsProjector.Person;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.StoredJson;
import dev.parley.projection.runtime.ViewCollection;
import dev.parley.projection.runtime.ViewGeneration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.RawBsonDocument;

/** Mentions in the view store: a document per person, in it a field per conversation that is read and written alone. */
final class Mentions implements Entries<Person, Mentioned> {

    private final ViewCollection documents;

    Mentions(ViewGeneration generation) {
        this.documents = generation.collection(Views.MENTIONS);
    }

    @Override
    public Map<Person, Mentioned> load(Set<Person> people) {
        Set<String> users =
                people.stream().map(person -> person.user().toString()).collect(Collectors.toSet());
        Set<String> fields = people.stream().map(Mentions::field).collect(Collectors.toSet());
        Map<Person, Mentioned> found = new HashMap<>();
        for (Document document : documents.find(users, Projections.include(List.copyOf(fields)))) {
            if (document.containsKey("conversations")) {
                MentionsView view = StoredJson.view(document, MentionsView.class);
                view.conversations()
                        .forEach((conversation, mentioned) ->
                                found.put(new Person(view.user(), conversation), mentioned));
            }
        }
        return found;
    }

    @Override
    public void save(Map<Person, Mentioned> mentioned) {
        List<WriteModel<RawBsonDocument>> writes = new ArrayList<>(mentioned.size());
        mentioned.forEach((person, seqs) -> writes.add(ViewCollection.upsert(
                ViewCollection.olderThan(person.user().toString(), field(person) + ".version", seqs.version()),
                Updates.set(field(person), StoredJson.document(seqs)))));
        documents.write(writes);
    }

    private static String field(Person person) {
        return "conversations." + person.conversation();
    }
}
