package dev.parley.query.note;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.note.DraftView;
import dev.parley.api.note.FavouritesView;
import dev.parley.api.note.NotesView;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.query.view.ViewReader;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What somebody has noted, for their eyes alone. */
@Component
public class Notes {

    private final ViewReader views;

    Notes(ViewReader views) {
        this.views = views;
    }

    /** About all conversations. */
    public Mono<NotesView> of(UserId user) {
        return views.one(Views.NOTES, user, NotesView.class).defaultIfEmpty(new NotesView(user, Map.of()));
    }

    /** About these conversations. */
    public Mono<NotesView> of(UserId user, Collection<ConversationId> conversations) {
        if (conversations.isEmpty()) {
            return Mono.just(new NotesView(user, Map.of()));
        }
        String[] fields = conversations.stream()
                .map(conversation -> "conversations." + conversation)
                .toArray(String[]::new);
        return views.one(Views.NOTES, user, NotesView.class, fields).defaultIfEmpty(new NotesView(user, Map.of()));
    }

    public Mono<Map<ConversationId, DraftView>> drafts(UserId user, Collection<ConversationId> conversations) {
        return views.some(
                        Views.DRAFTS,
                        conversations.stream()
                                .map(conversation -> DraftView.key(user, conversation))
                                .toList(),
                        DraftView.class)
                .collectMap(DraftView::conversation);
    }

    public Mono<FavouritesView> favourites(UserId user) {
        return views.one(Views.FAVOURITES, user, FavouritesView.class)
                .defaultIfEmpty(new FavouritesView(user, Map.of()));
    }
}
