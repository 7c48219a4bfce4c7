package dev.parley.projection.position;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import dev.parley.api.position.Position;
import dev.parley.api.position.PositionMoved;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Source;
import java.util.List;

/**
 * How far everybody has read and received. The largest wins, so that neither order nor repetition matters and no version is remembered.
 * Who says something has read everything before it, which is why one's own messages never count as unread.
 */
final class PositionsProjector implements Projector<PositionsProjector.Reader, Position> {

    /** One person in one conversation. */
    record Reader(UserId user, ConversationId conversation) {}

    @Override
    public String name() {
        return Projectors.POSITIONS;
    }

    @Override
    public List<Source<Reader, Position>> sources() {
        return List.of(
                Source.facts(Topic.POSITIONS, PositionMoved.class, this::on),
                Source.inAnyOrder(Topic.CONVERSATION_EVENTS, ConversationEvent.class, this::on));
    }

    private List<Change<Reader, Position>> on(PositionMoved moved) {
        return List.of(atLeast(moved.user(), moved.conversation(), new Position(moved.read(), moved.delivered())));
    }

    private List<Change<Reader, Position>> on(ConversationEvent event) {
        return switch (event) {
            case MessageSent sent ->
                List.of(atLeast(sent.by(), sent.conversation(), new Position(sent.seq(), sent.seq())));
            case ConversationEvent other -> List.of();
        };
    }

    private static Change<Reader, Position> atLeast(UserId user, ConversationId conversation, Position position) {
        return new Change<>(new Reader(user, conversation), before -> before == null ? position : before.max(position));
    }
}
