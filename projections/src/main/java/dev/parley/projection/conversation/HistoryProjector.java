package dev.parley.projection.conversation;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.conversation.MessageEvent;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import java.util.List;

/** The messages of every conversation, and all its events as they are resumed from. */
final class HistoryProjector implements Projector<HistoryProjector.Place, HistoryProjector.Kept> {

    sealed interface Place {

        record Log(String key) implements Place {}

        record OfMessage(MessageId message) implements Place {}
    }

    sealed interface Kept {

        record InLog(LoggedEventView event) implements Kept {}

        record InHistory(MessageView message) implements Kept {}
    }

    @Override
    public String name() {
        return Projectors.HISTORY;
    }

    @Override
    public List<Source<Place, Kept>> sources() {
        return List.of(Source.inOrder(Topic.CONVERSATION_EVENTS, ConversationEvent.class, this::on));
    }

    private List<Change<Place, Kept>> on(Received<ConversationEvent> received) {
        ConversationEvent event = received.event();
        String key = LoggedEventView.key(event.conversation(), received.version());
        Change<Place, Kept> logged = Change.put(
                new Place.Log(key),
                new Kept.InLog(new LoggedEventView(
                        key,
                        event.conversation(),
                        received.version(),
                        event.getClass().getSimpleName(),
                        event.at(),
                        event.by().toString(),
                        received.json().get(),
                        received.position())));
        return event instanceof MessageEvent about
                ? List.of(logged, message(about, received.version()))
                : List.of(logged);
    }

    /** Nobody has to look for what is sent first; where it is known already, the store keeps what it has. */
    private static Change<Place, Kept> message(MessageEvent event, long version) {
        if (event instanceof MessageSent sent) {
            return Change.put(
                    new Place.OfMessage(sent.message()), new Kept.InHistory(MessageAfter.sent(sent, version)));
        }
        return new Change<>(new Place.OfMessage(event.message()), before -> {
            if (before instanceof Kept.InHistory known) {
                return new Kept.InHistory(MessageAfter.of(known.message(), event, version));
            }
            throw new IllegalStateException(
                    "Nobody sent the message " + event.message() + ", to which something happens.");
        });
    }
}
