package dev.parley.projection.contact;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.projection.Projectors;
import dev.parley.projection.runtime.MongoProgress;
import dev.parley.projection.runtime.Projection;

/** The view of contacts. */
public final class ContactProjections {

    private ContactProjections() {}

    public static Projection<?, ?> in(MongoDatabase viewStore) {
        return new Projection<>(
                new ContactsProjector(), new Contacts(viewStore), new MongoProgress(viewStore, Projectors.CONTACTS));
    }
}
