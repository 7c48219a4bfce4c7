package dev.parley.projection.note;

import dev.parley.api.note.Note;
import dev.parley.api.note.NoteTaken;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Source;
import java.util.List;

/**
 * What everybody has noted for themselves. The newest of a key counts, and all of a key stand in one partition in their order, so that no
 * version is remembered; of two that clear a history the one that clears more.
 */
final class NotesProjector implements Projector<String, NoteTaken> {

    @Override
    public String name() {
        return Projectors.NOTES;
    }

    @Override
    public List<Source<String, NoteTaken>> sources() {
        return List.of(Source.facts(
                Topic.NOTES,
                NoteTaken.class,
                taken -> List.of(new Change<>(taken.key(), before -> before == null ? taken : newer(before, taken)))));
    }

    private static NoteTaken newer(NoteTaken before, NoteTaken taken) {
        return before.note() instanceof Note.Cleared(long one)
                        && taken.note() instanceof Note.Cleared(long other)
                        && one > other
                ? before
                : taken;
    }
}
