package dev.parley.projection.search;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import java.util.List;

/** What messages are found by. Who may find them is decided by the query, not written here. */
final class SearchProjector implements Projector<MessageId, MessageDocument> {

    @Override
    public String name() {
        return Projectors.SEARCH;
    }

    @Override
    public List<Source<MessageId, MessageDocument>> sources() {
        return List.of(Source.inOrder(Topic.CONVERSATION_EVENTS, ConversationEvent.class, this::on));
    }

    private List<Change<MessageId, MessageDocument>> on(Received<ConversationEvent> received) {
        return switch (received.event()) {
            case MessageSent sent -> List.of(Change.put(sent.message(), document(sent, received.version())));
            case ConversationEvent other -> List.of();
        };
    }

    private static MessageDocument document(MessageSent sent, long version) {
        return new MessageDocument(
                sent.conversation(),
                sent.by(),
                sent.seq(),
                version,
                sent.at(),
                type(sent.content()),
                sent.content().text(),
                false);
    }

    private static String type(Content content) {
        return switch (content) {
            case Content.Text text -> "text";
            case Content.Markdown markdown -> "markdown";
            case Content.Image image -> "image";
            case Content.Video video -> "video";
            case Content.Audio audio -> "audio";
            case Content.File file -> "file";
            case Content.Location location -> "location";
            case Content.Card card -> "card";
            case Content.Custom custom -> "custom";
            case Content.Notice notice -> "system";
            case Content.Merged merged -> "merged";
        };
    }
}
