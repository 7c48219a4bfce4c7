package dev.parley.projection.conversation;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import java.util.List;

/** Per person, every conversation they are or were in, and when. */
final class MembershipsProjector implements Projector<Stay, Membership> {

    @Override
    public String name() {
        return Projectors.MEMBERSHIPS;
    }

    @Override
    public List<Source<Stay, Membership>> sources() {
        return List.of(Source.inOrder(Topic.CONVERSATION_EVENTS, ConversationEvent.class, this::on));
    }

    private List<Change<Stay, Membership>> on(Received<ConversationEvent> received) {
        long version = received.version();
        return switch (received.event()) {
            case ConversationCreated created -> joined(created.conversation(), created.members(), version, 0);
            case MembersAdded added -> joined(added.conversation(), added.members(), version, added.headSeq());
            case MemberKicked kicked -> ended(kicked.conversation(), kicked.member(), version, kicked.headSeq());
            case MemberLeft left -> ended(left.conversation(), left.by(), version, left.headSeq());
            case ConversationEvent other -> List.of();
        };
    }

    private static List<Change<Stay, Membership>> joined(
            ConversationId conversation, List<UserId> users, long version, long headSeq) {
        return users.stream()
                .map(user -> new Change<Stay, Membership>(
                        new Stay(user, conversation),
                        before -> before == null ? Membership.from(version, headSeq) : before.joined(version, headSeq)))
                .toList();
    }

    private static List<Change<Stay, Membership>> ended(
            ConversationId conversation, UserId user, long version, long headSeq) {
        return List.of(new Change<>(new Stay(user, conversation), before -> {
            if (before == null) {
                throw new IllegalStateException(user + " cannot leave " + conversation + ", which they never joined");
            }
            return before.ended(version, headSeq);
        }));
    }
}
