package dev.parley.projection.contact;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.projection.Views;
import dev.parley.projection.runtime.MongoShelf;
import dev.parley.projection.runtime.Shelf;
import java.util.List;

/** The view of contacts. */
public final class ContactProjections {

    private ContactProjections() {}

    public static Shelf in(MongoDatabase viewStore) {
        return new MongoShelf(
                viewStore,
                List.of(Views.CONTACTS),
                generation -> generation.projection(new ContactsProjector(), new Contacts(generation)));
    }
}
