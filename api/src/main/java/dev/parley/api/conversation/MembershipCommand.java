package dev.parley.api.conversation;

import dev.parley.api.InvalidInput;
import dev.parley.api.PlainText;
import dev.parley.api.people.UserId;
import java.time.Instant;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked about who is in a conversation, and about what they are there. */
public sealed interface MembershipCommand extends ConversationCommand
        permits ConversationCommand.AddMembers,
                ConversationCommand.KickMember,
                ConversationCommand.LeaveConversation,
                MembershipCommand.JoinGroup,
                MembershipCommand.RequestToJoin,
                MembershipCommand.WithdrawJoinRequest,
                MembershipCommand.ApproveJoinRequest,
                MembershipCommand.RejectJoinRequest,
                MembershipCommand.CreateInvitation,
                MembershipCommand.RevokeInvitation,
                MembershipCommand.AcceptInvitation,
                MembershipCommand.LookAtInvitation,
                MembershipCommand.BanMember,
                MembershipCommand.UnbanMember,
                MembershipCommand.ChangeMember,
                MembershipCommand.TransferOwnership,
                MembershipCommand.RemoveErasedMember {

    /** Joins an open group. */
    record JoinGroup(@TargetAggregateIdentifier ConversationId conversation) implements MembershipCommand {}

    /** Asks to be let in. In an open group they are in at once. */
    record RequestToJoin(
            @TargetAggregateIdentifier ConversationId conversation,
            @Nullable String message) implements MembershipCommand {

        /** In graphemes. */
        public static final int MAX_MESSAGE = 500;

        public RequestToJoin {
            message = message == null || message.isBlank()
                    ? null
                    : PlainText.lines("message", message, MAX_MESSAGE, 4 * MAX_MESSAGE);
        }
    }

    record WithdrawJoinRequest(@TargetAggregateIdentifier ConversationId conversation) implements MembershipCommand {}

    record ApproveJoinRequest(@TargetAggregateIdentifier ConversationId conversation, UserId user)
            implements MembershipCommand {}

    record RejectJoinRequest(@TargetAggregateIdentifier ConversationId conversation, UserId user)
            implements MembershipCommand {}

    /**
     * {@code secretHash} as in {@code InvitationCreated}; whoever makes the link keeps the secret to themselves. The same again changes
     * nothing; something else by the same id is a {@code CONFLICT}.
     */
    record CreateInvitation(
            @TargetAggregateIdentifier ConversationId conversation,
            InvitationId invitation,
            String secretHash,
            @Nullable Instant expiresAt,
            @Nullable Integer maxUses)
            implements MembershipCommand {

        public static final int MOST_USES = 100_000;

        public CreateInvitation {
            if (maxUses != null && (maxUses < 1 || maxUses > MOST_USES)) {
                throw new InvalidInput(
                        "maxUses", "An invitation is good for 1 to " + MOST_USES + " uses, not " + maxUses + ".");
            }
        }
    }

    record RevokeInvitation(@TargetAggregateIdentifier ConversationId conversation, InvitationId invitation)
            implements MembershipCommand {}

    /** Joins by a link. Somebody who is in already stays as they are, and the invitation keeps its use. */
    record AcceptInvitation(@TargetAggregateIdentifier ConversationId conversation, String secretHash)
            implements MembershipCommand {}

    /** What somebody may know who holds an invitation and is nobody yet: {@link InvitationSeen}. Changes nothing. */
    record LookAtInvitation(@TargetAggregateIdentifier ConversationId conversation, String secretHash)
            implements MembershipCommand {}

    /** Removes somebody, if they are there, and lets them in no more. */
    record BanMember(@TargetAggregateIdentifier ConversationId conversation, UserId member)
            implements MembershipCommand {}

    record UnbanMember(@TargetAggregateIdentifier ConversationId conversation, UserId member)
            implements MembershipCommand {}

    /**
     * Makes them something else here, all of it or nothing. Null = as it is.
     *
     * @param role member or admin; a group gets another owner by a transfer
     * @param nickname empty = none any more
     * @param mutedUntil they do not speak until then; a time that is over lets them speak
     */
    record ChangeMember(
            @TargetAggregateIdentifier ConversationId conversation,
            UserId member,
            @Nullable MemberRole role,
            @Nullable String nickname,
            @Nullable Instant mutedUntil)
            implements MembershipCommand {

        /** In graphemes. */
        public static final int MAX_NICKNAME = 50;

        public ChangeMember {
            if (role == MemberRole.OWNER) {
                throw new InvalidInput(
                        "role", "A group has one owner; to make it somebody else, transfer the ownership.");
            }
            nickname = nickname == null || nickname.isEmpty()
                    ? nickname
                    : PlainText.name("nickname", nickname, MAX_NICKNAME);
        }
    }

    record TransferOwnership(@TargetAggregateIdentifier ConversationId conversation, UserId to)
            implements MembershipCommand {}

    /** Ends the membership of somebody whose account is erased; an owner's group goes to the member who is longest in it, admins first. */
    record RemoveErasedMember(@TargetAggregateIdentifier ConversationId conversation, UserId member)
            implements MembershipCommand {}
}
