package dev.parley.projection.search;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.MessageEvent.MessageEdited;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import dev.parley.projection.search.Indexed.Said;
import java.time.Duration;
import java.util.List;

/** What messages are found by. Who may find them is decided by the query, not written here. */
final class SearchProjector implements Projector<MessageId, Indexed> {

    @Override
    public String name() {
        return Projectors.SEARCH;
    }

    @Override
    public List<Source<MessageId, Indexed>> sources() {
        return List.of(Source.inOrder(Topic.CONVERSATION_EVENTS, ConversationEvent.class, this::on));
    }

    /** What was said is found a second later at the latest, and Elasticsearch makes it visible twice a second. */
    @Override
    public Duration pace() {
        return Duration.ofMillis(250);
    }

    private List<Change<MessageId, Indexed>> on(Received<ConversationEvent> received) {
        long version = received.version();
        return switch (received.event()) {
            case MessageSent sent -> List.of(Change.put(sent.message(), new Indexed.Whole(document(sent, version))));
            case MessageEdited edited -> later(edited.message(), new Indexed.Later(version, Said.of(edited.content())));
            case MessageRecalled recalled -> later(recalled.message(), new Indexed.Later(version, null));
            case MessageExpired expired -> later(expired.message(), new Indexed.Later(version, null));
            case ConversationEvent other -> List.of();
        };
    }

    private static List<Change<MessageId, Indexed>> later(MessageId message, Indexed.Later later) {
        return List.of(new Change<>(
                message,
                before -> before instanceof Indexed.Whole(MessageDocument document)
                        ? new Indexed.Whole(later.of(document))
                        : later));
    }

    private static MessageDocument document(MessageSent sent, long version) {
        Said said = Said.of(sent.content());
        return new MessageDocument(
                sent.conversation(),
                sent.by(),
                sent.seq(),
                version,
                sent.at(),
                said.type(),
                said.has(),
                said.text(),
                false);
    }
}
