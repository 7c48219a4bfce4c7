package dev.parley.projection.people;

import com.mongodb.client.model.WriteModel;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
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

/** People in the view store: a document each. */
final class People implements Entries<UserId, PersonView> {

    private final ViewCollection documents;

    People(ViewGeneration generation) {
        this.documents = generation.collection(Views.PEOPLE);
    }

    @Override
    public Map<UserId, PersonView> load(Set<UserId> keys) {
        Map<UserId, PersonView> found = new HashMap<>();
        for (Document document :
                documents.find(keys.stream().map(UserId::toString).toList(), null)) {
            PersonView person = StoredJson.view(document, PersonView.class);
            found.put(person.user(), person);
        }
        return found;
    }

    @Override
    public void save(Map<UserId, PersonView> people) {
        List<WriteModel<RawBsonDocument>> writes = new ArrayList<>(people.size());
        for (PersonView person : people.values()) {
            writes.add(ViewCollection.replaceOlder(person.user(), person.version(), person));
        }
        documents.write(writes);
    }
}
