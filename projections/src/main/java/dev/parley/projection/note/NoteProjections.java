package dev.parley.projection.note;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.projection.Projectors;
import dev.parley.projection.runtime.MongoProgress;
import dev.parley.projection.runtime.Projection;

/** The views of what people note for themselves. */
public final class NoteProjections {

    private NoteProjections() {}

    public static Projection<?, ?> in(MongoDatabase viewStore) {
        return new Projection<>(
                new NotesProjector(), new Notes(viewStore), new MongoProgress(viewStore, Projectors.NOTES));
    }
}
