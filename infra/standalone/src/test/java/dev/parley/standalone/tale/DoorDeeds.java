package dev.parley.standalone.tale;

import dev.parley.api.conversation.ConversationCommand;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.GroupCommand.ChangeGroupSettings;
import dev.parley.api.conversation.HistoryForNewcomers;
import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.JoinMode;
import dev.parley.api.conversation.MembershipCommand.AcceptInvitation;
import dev.parley.api.conversation.MembershipCommand.ApproveJoinRequest;
import dev.parley.api.conversation.MembershipCommand.CreateInvitation;
import dev.parley.api.conversation.MembershipCommand.JoinGroup;
import dev.parley.api.conversation.MembershipCommand.RejectJoinRequest;
import dev.parley.api.conversation.MembershipCommand.RequestToJoin;
import dev.parley.api.conversation.MembershipCommand.RevokeInvitation;
import dev.parley.api.conversation.MembershipCommand.WithdrawJoinRequest;
import dev.parley.api.people.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How people try to get into a group. */
final class DoorDeeds {

    private static final List<Duration> LIVES =
            List.of(Duration.ofSeconds(-1), Duration.ofSeconds(3), Duration.ofHours(2), Duration.ofDays(30));

    private final Chance chance;
    private final PlainPeople people;
    private int links;

    DoorDeeds(Chance chance, PlainPeople people) {
        this.chance = chance;
        this.people = people;
    }

    ConversationCommand next(PlainGroup group) {
        ConversationId id = group.id;
        UserId other = people.anybody(chance);
        return switch (chance.kind(18)) {
            case 0, 1 -> new JoinGroup(id);
            case 2, 3 -> new RequestToJoin(id, null);
            case 4 -> new WithdrawJoinRequest(id);
            case 5, 6 -> new ApproveJoinRequest(id, other);
            case 7 -> new RejectJoinRequest(id, other);
            case 8 -> open(id);
            case 9, 10, 11 -> link(id, group.now());
            case 12 -> new RevokeInvitation(id, known(group));
            default -> new AcceptInvitation(id, secret(known(group)));
        };
    }

    private ChangeGroupSettings open(ConversationId id) {
        return new ChangeGroupSettings(
                id,
                null,
                null,
                null,
                null,
                null,
                chance.any(JoinMode.values()),
                chance.any(HistoryForNewcomers.values()),
                null,
                null);
    }

    private CreateInvitation link(ConversationId id, Instant now) {
        InvitationId invitation = new InvitationId(new UUID(id.value().getLeastSignificantBits(), links++));
        return new CreateInvitation(
                id,
                invitation,
                secret(invitation),
                chance.heads() ? null : now.plus(chance.any(LIVES)),
                chance.heads() ? null : 1 + chance.below(2));
    }

    /** One that there is, mostly. */
    private InvitationId known(PlainGroup group) {
        return group.invitations.all.isEmpty() || chance.oneIn(10)
                ? new InvitationId(new UUID(0, 0))
                : chance.any(group.invitations.all).created.invitation();
    }

    private static String secret(InvitationId invitation) {
        return "hash of " + invitation;
    }
}
