package dev.parley.projection.conversation;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.projection.Views;
import dev.parley.projection.runtime.MongoShelf;
import dev.parley.projection.runtime.Shelf;
import java.util.List;

/** The views of conversations. */
public final class ConversationProjections {

    private ConversationProjections() {}

    public static List<Shelf> in(MongoDatabase viewStore) {
        return List.of(
                new MongoShelf(
                                viewStore,
                                List.of(Views.CONVERSATIONS, Views.GONE, Views.GONE_TOTALS),
                                generation -> generation.projection(new HeadsProjector(), new Heads(generation)))
                        .byKey(),
                new MongoShelf(
                                viewStore,
                                List.of(Views.MESSAGES, Views.CONVERSATION_LOG),
                                generation -> generation.projection(new HistoryProjector(), new History(generation)))
                        .byKey(),
                new MongoShelf(
                        viewStore,
                        List.of(Views.MEMBERSHIPS, Views.MEMBERS),
                        generation -> generation.projection(new MembershipsProjector(), new Memberships(generation))),
                new MongoShelf(
                        viewStore,
                        List.of(Views.MENTIONS),
                        generation -> generation.projection(new MentionsProjector(), new Mentions(generation))),
                new MongoShelf(
                                viewStore,
                                List.of(Views.MEDIA),
                                generation -> generation.projection(new MediaProjector(), new Media(generation)))
                        .byKey());
    }
}
