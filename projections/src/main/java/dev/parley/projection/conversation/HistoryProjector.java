package dev.parley.projection.conversation;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of every conversation, and all its events as they are resumed from. */
final class HistoryProjector implements Projector<String, HistoryProjector.Entry> {

    /** What one event leaves in history. Its key is the logged event's. */
    record Entry(LoggedEventView logged, @Nullable MessageView message) {}

    @Override
    public String name() {
        return Projectors.HISTORY;
    }

    @Override
    public List<Source<String, Entry>> sources() {
        return List.of(Source.inOrder(Topic.CONVERSATION_EVENTS, ConversationEvent.class, this::on));
    }

    private List<Change<String, Entry>> on(Received<ConversationEvent> received) {
        ConversationEvent event = received.event();
        String key = LoggedEventView.key(event.conversation(), received.version());
        LoggedEventView logged = new LoggedEventView(
                key,
                event.conversation(),
                received.version(),
                event.getClass().getSimpleName(),
                event.at(),
                event.by().toString(),
                received.json());
        return List.of(Change.put(key, new Entry(logged, message(event, received.version()))));
    }

    private static @Nullable MessageView message(ConversationEvent event, long version) {
        return switch (event) {
            case MessageSent sent ->
                new MessageView(
                        sent.message(),
                        sent.seq(),
                        version,
                        sent.by(),
                        sent.at(),
                        sent.content(),
                        sent.replyTo(),
                        sent.mentions());
            case ConversationEvent other -> null;
        };
    }
}
