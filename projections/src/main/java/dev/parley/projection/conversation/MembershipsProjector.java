package dev.parley.projection.conversation;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MembersView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MembershipEvent.JoinRequestRejected;
import dev.parley.api.conversation.MembershipEvent.JoinRequestWithdrawn;
import dev.parley.api.conversation.MembershipEvent.JoinRequested;
import dev.parley.api.conversation.MembershipEvent.MemberBanned;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Per person, every conversation they are or were in, and when; per conversation, who is in it. One projector for both: when a group is
 * disbanded the event names nobody, and who was in it is known here.
 */
final class MembershipsProjector implements Projector<MembershipsProjector.Place, MembershipsProjector.Belonging> {

    /** Whose, or which part of a conversation's people. */
    sealed interface Place {

        /** One person and one conversation. */
        record Stay(UserId user, ConversationId conversation) implements Place {}

        /** One person and a group that they may ask to let them in. */
        record Door(UserId user, ConversationId conversation) implements Place {}

        /** See {@link MembersView}. */
        record Part(ConversationId conversation, int slot) implements Place {
            @Override
            public String toString() {
                return MembersView.key(conversation, slot);
            }
        }
    }

    sealed interface Belonging {

        record OfPerson(Membership membership) implements Belonging {}

        /** @param version of the request; null = none is open */
        record OfDoor(@Nullable Long version) implements Belonging {}

        record OfPart(MembersView people) implements Belonging {}
    }

    /** What a membership becomes. */
    private interface Step {
        Membership after(@Nullable Membership before);
    }

    @Override
    public String name() {
        return Projectors.MEMBERSHIPS;
    }

    @Override
    public List<Source<Place, Belonging>> sources() {
        return List.of(Source.inOrder(Topic.CONVERSATION_EVENTS, ConversationEvent.class, this::on));
    }

    private List<Change<Place, Belonging>> on(Received<ConversationEvent> received) {
        ConversationEvent event = received.event();
        List<Change<Place, Belonging>> changes = new ArrayList<>(stays(event, received.version()));
        changes.addAll(doors(event, received.version()));
        for (int slot : MembersOfPart.touched(event)) {
            changes.add(people(new Place.Part(event.conversation(), slot), event, received.version()));
        }
        return changes;
    }

    private static Change<Place, Belonging> people(Place.Part part, ConversationEvent event, long version) {
        return new Change<>(part, before -> {
            MembersView people =
                    before instanceof Belonging.OfPart known ? known.people() : MembersView.empty(part.toString());
            return new Belonging.OfPart(MembersOfPart.after(people, part.slot(), event, version));
        });
    }

    private static List<Change<Place, Belonging>> stays(ConversationEvent event, long version) {
        return switch (event) {
            case ConversationCreated created -> joined(created.conversation(), created.members(), version, 0, 0);
            case MembersAdded added ->
                joined(added.conversation(), added.members(), version, added.headSeq(), added.afterSeq());
            case MemberKicked kicked -> ended(kicked.conversation(), kicked.member(), version, kicked.headSeq());
            case MemberLeft left -> ended(left.conversation(), left.by(), version, left.headSeq());
            case ConversationEvent other -> List.of();
        };
    }

    /** Whoever comes in waits no more; {@link Memberships} knows by their stay. */
    private static List<Change<Place, Belonging>> doors(ConversationEvent event, long version) {
        return switch (event) {
            case JoinRequested asked -> List.of(door(asked.by(), asked.conversation(), version));
            case JoinRequestWithdrawn withdrawn -> List.of(door(withdrawn.by(), withdrawn.conversation(), null));
            case JoinRequestRejected rejected -> List.of(door(rejected.user(), rejected.conversation(), null));
            case MemberBanned banned -> List.of(door(banned.member(), banned.conversation(), null));
            case ConversationEvent other -> List.of();
        };
    }

    private static Change<Place, Belonging> door(UserId user, ConversationId conversation, @Nullable Long version) {
        return Change.put(new Place.Door(user, conversation), new Belonging.OfDoor(version));
    }

    private static List<Change<Place, Belonging>> joined(
            ConversationId conversation, List<UserId> users, long version, long headSeq, long afterSeq) {
        return users.stream()
                .map(user -> stay(
                        user,
                        conversation,
                        before -> before == null
                                ? Membership.from(version, headSeq, afterSeq)
                                : before.joined(version, headSeq, afterSeq)))
                .toList();
    }

    private static List<Change<Place, Belonging>> ended(
            ConversationId conversation, UserId user, long version, long headSeq) {
        return List.of(stay(user, conversation, before -> {
            if (before == null) {
                throw new IllegalStateException(user + " cannot leave " + conversation + ", which they never joined");
            }
            return before.ended(version, headSeq);
        }));
    }

    private static Change<Place, Belonging> stay(UserId user, ConversationId conversation, Step step) {
        return new Change<>(
                new Place.Stay(user, conversation),
                before -> new Belonging.OfPerson(
                        step.after(before instanceof Belonging.OfPerson known ? known.membership() : null)));
    }
}
