package dev.parley.projection.note;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.parley.api.note.DraftView;
import dev.parley.api.note.Note;
import dev.parley.api.note.NoteTaken;
import dev.parley.api.projection.Views;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.ViewCollection;
import dev.parley.projection.runtime.ViewGeneration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Notes in the view store: a document per person with the small ones, in it a field per conversation and note; one per person with what
 * they keep in sight; and a document per draft, which may be long.
 */
final class Notes implements Entries<String, NoteTaken> {

    private final ViewCollection notes;
    private final ViewCollection drafts;
    private final ViewCollection favourites;

    Notes(ViewGeneration generation) {
        this.notes = generation.collection(Views.NOTES);
        this.drafts = generation.collection(Views.DRAFTS);
        this.favourites = generation.collection(Views.FAVOURITES);
    }

    @Override
    public Map<String, NoteTaken> load(Set<String> keys) {
        return Map.of();
    }

    @Override
    public void save(Map<String, NoteTaken> taken) {
        List<WriteModel<RawBsonDocument>> ofNotes = new ArrayList<>();
        List<WriteModel<RawBsonDocument>> ofDrafts = new ArrayList<>();
        List<WriteModel<RawBsonDocument>> ofFavourites = new ArrayList<>();
        for (NoteTaken each : taken.values()) {
            String about = "conversations." + each.conversation();
            Bson person = eq("_id", each.user().toString());
            switch (each.note()) {
                case Note.Pinned(boolean pinned) -> ofNotes.add(set(person, about + ".pinned", pinned));
                case Note.Muted(var until) ->
                    ofNotes.add(set(person, about + ".mutedUntil", until == null ? null : until.toString()));
                case Note.Hidden(var seq) -> ofNotes.add(set(person, about + ".hiddenAt", seq));
                case Note.MarkedUnread(var readSeq) -> ofNotes.add(set(person, about + ".unreadAt", readSeq));
                case Note.Cleared(long toSeq) ->
                    ofNotes.add(ViewCollection.upsert(person, Updates.max(about + ".cleared", toSeq)));
                case Note.Draft draft -> ofDrafts.add(draft(each, draft));
                case Note.Favourite(var message, boolean favourite) ->
                    ofFavourites.add(set(
                            person,
                            about + "." + message.seq(),
                            favourite ? each.at().toString() : null));
            }
        }
        notes.write(ofNotes);
        drafts.write(ofDrafts);
        favourites.write(ofFavourites);
    }

    private static WriteModel<RawBsonDocument> set(Bson person, String field, @Nullable Object value) {
        return ViewCollection.upsert(person, value == null ? Updates.unset(field) : Updates.set(field, value));
    }

    private static WriteModel<RawBsonDocument> draft(NoteTaken taken, Note.Draft draft) {
        String key = DraftView.key(taken.user(), taken.conversation());
        String text = draft.text();
        return text == null
                ? new DeleteOneModel<>(eq("_id", key))
                : new ReplaceOneModel<>(
                        eq("_id", key),
                        ViewCollection.bson(
                                new DraftView(key, taken.conversation(), text, draft.replyTo(), taken.at())),
                        new ReplaceOptions().upsert(true));
    }
}
