package dev.parley.api.conversation;

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
                MembershipCommand.BanMember,
                MembershipCommand.UnbanMember,
                MembershipCommand.ChangeMemberRole,
                MembershipCommand.TransferOwnership,
                MembershipCommand.ChangeNickname,
                MembershipCommand.MuteMember,
                MembershipCommand.UnmuteMember,
                MembershipCommand.RemoveErasedMember {

    /** Joins an open group. */
    record JoinGroup(@TargetAggregateIdentifier ConversationId conversation) implements MembershipCommand {}

    /** Asks to be let in. In an open group they are in at once. */
    record RequestToJoin(
            @TargetAggregateIdentifier ConversationId conversation,
            @Nullable String message) implements MembershipCommand {}

    record WithdrawJoinRequest(@TargetAggregateIdentifier ConversationId conversation) implements MembershipCommand {}

    record ApproveJoinRequest(@TargetAggregateIdentifier ConversationId conversation, UserId user)
            implements MembershipCommand {}

    record RejectJoinRequest(@TargetAggregateIdentifier ConversationId conversation, UserId user)
            implements MembershipCommand {}

    /** {@code secretHash} as in {@code InvitationCreated}; whoever makes the link keeps the secret to themselves. */
    record CreateInvitation(
            @TargetAggregateIdentifier ConversationId conversation,
            InvitationId invitation,
            String secretHash,
            @Nullable Instant expiresAt,
            @Nullable Integer maxUses)
            implements MembershipCommand {}

    record RevokeInvitation(@TargetAggregateIdentifier ConversationId conversation, InvitationId invitation)
            implements MembershipCommand {}

    /** Joins by a link. Somebody who is in already stays as they are, and the invitation keeps its use. */
    record AcceptInvitation(@TargetAggregateIdentifier ConversationId conversation, String secretHash)
            implements MembershipCommand {}

    /** Removes somebody, if they are there, and lets them in no more. */
    record BanMember(@TargetAggregateIdentifier ConversationId conversation, UserId member)
            implements MembershipCommand {}

    record UnbanMember(@TargetAggregateIdentifier ConversationId conversation, UserId member)
            implements MembershipCommand {}

    /** To member or admin; a group gets another owner by a transfer. */
    record ChangeMemberRole(@TargetAggregateIdentifier ConversationId conversation, UserId member, MemberRole role)
            implements MembershipCommand {}

    record TransferOwnership(@TargetAggregateIdentifier ConversationId conversation, UserId to)
            implements MembershipCommand {}

    /** Empty = none any more. */
    record ChangeNickname(@TargetAggregateIdentifier ConversationId conversation, UserId member, String nickname)
            implements MembershipCommand {}

    record MuteMember(@TargetAggregateIdentifier ConversationId conversation, UserId member, Instant until)
            implements MembershipCommand {}

    record UnmuteMember(@TargetAggregateIdentifier ConversationId conversation, UserId member)
            implements MembershipCommand {}

    /** Ends the membership of somebody whose account is erased; an owner's group goes to the member who is longest in it, admins first. */
    record RemoveErasedMember(@TargetAggregateIdentifier ConversationId conversation, UserId member)
            implements MembershipCommand {}
}
