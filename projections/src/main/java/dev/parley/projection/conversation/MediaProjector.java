package dev.parley.projection.conversation;

import dev.parley.api.conversation.ContentPart;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MediaView;
import dev.parley.api.conversation.MessageEvent.MessageEdited;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.conversation.MediaProjector.Block;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import java.util.List;
import java.util.Set;

/** Which messages hold images, files, links: nothing is written for the many that hold none. */
final class MediaProjector implements Projector<Block, MediaView> {

    /** So many messages in a row. */
    record Block(ConversationId conversation, long number) {
        @Override
        public String toString() {
            return MediaView.key(conversation, number);
        }
    }

    @Override
    public String name() {
        return Projectors.MEDIA;
    }

    @Override
    public List<Source<Block, MediaView>> sources() {
        return List.of(Source.inOrder(Topic.CONVERSATION_EVENTS, ConversationEvent.class, this::on));
    }

    private List<Change<Block, MediaView>> on(Received<ConversationEvent> received) {
        long version = received.version();
        return switch (received.event()) {
            case MessageSent sent -> {
                Set<ContentPart> parts = ContentPart.of(sent.content());
                yield parts.isEmpty() ? List.of() : holds(sent.message(), parts, version);
            }
            case MessageEdited edited -> holds(edited.message(), ContentPart.of(edited.content()), version);
            case MessageRecalled recalled -> holds(recalled.message(), Set.of(), version);
            case MessageExpired expired -> holds(expired.message(), Set.of(), version);
            case ConversationEvent other -> List.of();
        };
    }

    private static List<Change<Block, MediaView>> holds(MessageId message, Set<ContentPart> parts, long version) {
        ConversationId conversation = message.conversation();
        long block = MediaView.block(message.seq());
        return List.of(new Change<>(new Block(conversation, block), before -> {
            MediaView media = before == null ? MediaView.empty(conversation, block) : before;
            return media.version() >= version ? media : media.with(message.seq(), parts, version);
        }));
    }
}
