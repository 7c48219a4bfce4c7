package dev.parley.projection.conversation;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.projection.Projectors;
import dev.parley.projection.runtime.MongoProgress;
import dev.parley.projection.runtime.Projection;
import java.util.List;

/** The views of conversations. */
public final class ConversationProjections {

    private ConversationProjections() {}

    public static List<Projection<?, ?>> in(MongoDatabase viewStore) {
        return List.of(
                new Projection<>(
                        new HeadsProjector(), new Heads(viewStore), new MongoProgress(viewStore, Projectors.HEADS)),
                new Projection<>(
                        new HistoryProjector(),
                        new History(viewStore),
                        new MongoProgress(viewStore, Projectors.HISTORY)),
                new Projection<>(
                        new MembershipsProjector(),
                        new Memberships(viewStore),
                        new MongoProgress(viewStore, Projectors.MEMBERSHIPS)),
                new Projection<>(
                        new MentionsProjector(),
                        new Mentions(viewStore),
                        new MongoProgress(viewStore, Projectors.MENTIONS)),
                new Projection<>(
                        new MediaProjector(), new Media(viewStore), new MongoProgress(viewStore, Projectors.MEDIA)));
    }
}
