package dev.parley.projection.note;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.projection.Views;
import dev.parley.projection.runtime.MongoShelf;
import dev.parley.projection.runtime.Shelf;
import java.util.List;

/** The views of what people note for themselves. */
public final class NoteProjections {

    private NoteProjections() {}

    public static Shelf in(MongoDatabase viewStore) {
        return new MongoShelf(
                viewStore,
                List.of(Views.NOTES, Views.DRAFTS, Views.FAVOURITES),
                generation -> generation.projection(new NotesProjector(), new Notes(generation)));
    }
}
