package dev.parley.projection.conversation;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.ConversationView.LastMessage;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The head of every conversation: what a list shows of it. */
final class HeadsProjector implements Projector<ConversationId, ConversationView> {

    @Override
    public String name() {
        return Projectors.HEADS;
    }

    @Override
    public List<Source<ConversationId, ConversationView>> sources() {
        return List.of(Source.inOrder(Topic.CONVERSATION_EVENTS, ConversationEvent.class, this::on));
    }

    private List<Change<ConversationId, ConversationView>> on(Received<ConversationEvent> received) {
        ConversationEvent event = received.event();
        return List.of(new Change<>(event.conversation(), head -> after(head, event, received.version())));
    }

    private static ConversationView after(@Nullable ConversationView head, ConversationEvent event, long version) {
        if (head != null && head.version() >= version) {
            return head;
        }
        return switch (event) {
            case ConversationCreated created ->
                new ConversationView(
                        created.conversation(),
                        created.type(),
                        created.name(),
                        created.members().size(),
                        created.type() == ConversationType.DIRECT ? created.members() : null,
                        0,
                        version,
                        null,
                        created.at());
            case MembersAdded added ->
                withMembers(existing(head, event), added.members().size(), version, added.at());
            case MemberKicked kicked -> withMembers(existing(head, event), -1, version, kicked.at());
            case MemberLeft left -> withMembers(existing(head, event), -1, version, left.at());
            case MessageSent sent -> withMessage(existing(head, event), sent, version);
            case ConversationEvent other -> withMembers(existing(head, event), 0, version, other.at());
        };
    }

    private static ConversationView existing(@Nullable ConversationView head, ConversationEvent event) {
        if (head == null) {
            throw new IllegalStateException("The conversation " + event.conversation() + " has no head yet");
        }
        return head;
    }

    private static ConversationView withMembers(ConversationView head, int more, long version, Instant at) {
        return new ConversationView(
                head.conversation(),
                head.type(),
                head.name(),
                head.memberCount() + more,
                head.people(),
                head.seq(),
                version,
                head.lastMessage(),
                at);
    }

    private static ConversationView withMessage(ConversationView head, MessageSent sent, long version) {
        LastMessage last = new LastMessage(
                sent.message(),
                sent.seq(),
                sent.by(),
                sent.at(),
                preview(sent.content().text()));
        return new ConversationView(
                head.conversation(),
                head.type(),
                head.name(),
                head.memberCount(),
                head.people(),
                sent.seq(),
                version,
                last,
                sent.at());
    }

    private static String preview(String text) {
        if (text.codePointCount(0, text.length()) <= ConversationView.MAX_PREVIEW) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, ConversationView.MAX_PREVIEW - 1)) + "…";
    }
}
