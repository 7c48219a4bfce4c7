package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.Set;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to who is in a conversation, and to what they are there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface MembershipEvent extends ConversationEvent
        permits ConversationEvent.MembersAdded,
                ConversationEvent.MemberKicked,
                ConversationEvent.MemberLeft,
                MembershipEvent.MemberRoleChanged,
                MembershipEvent.OwnershipTransferred,
                MembershipEvent.NicknameChanged,
                MembershipEvent.MemberMuted,
                MembershipEvent.MemberUnmuted,
                MembershipEvent.MemberBanned,
                MembershipEvent.MemberUnbanned,
                MembershipEvent.JoinRequested,
                MembershipEvent.JoinRequestWithdrawn,
                MembershipEvent.JoinRequestRejected,
                MembershipEvent.InvitationCreated,
                MembershipEvent.InvitationRevoked {

    /** By their simple names, the events that are none of a plain member's business. */
    Set<String> FOR_ADMINS = Set.of(
            "JoinRequested", "JoinRequestWithdrawn", "JoinRequestRejected", "InvitationCreated", "InvitationRevoked");

    /** Never to or from owner: that is a transfer. */
    @Revision("1")
    record MemberRoleChanged(ConversationId conversation, UserId member, MemberRole role, UserId by, Instant at)
            implements MembershipEvent {}

    /** The owner before is an admin now. */
    @Revision("1")
    record OwnershipTransferred(ConversationId conversation, UserId from, UserId to, UserId by, Instant at)
            implements MembershipEvent {}

    /** What somebody is called in this group; null = by their own name again. */
    @Revision("1")
    record NicknameChanged(
            ConversationId conversation,
            UserId member,
            @Nullable String nickname,
            UserId by,
            Instant at) implements MembershipEvent {}

    /** They read and do not speak until then. */
    @Revision("1")
    record MemberMuted(ConversationId conversation, UserId member, Instant until, UserId by, Instant at)
            implements MembershipEvent {}

    @Revision("1")
    record MemberUnmuted(ConversationId conversation, UserId member, UserId by, Instant at)
            implements MembershipEvent {}

    /** They do not get in again by any way. Who was a member has been kicked by the event before. */
    @Revision("1")
    record MemberBanned(ConversationId conversation, UserId member, UserId by, Instant at) implements MembershipEvent {}

    @Revision("1")
    record MemberUnbanned(ConversationId conversation, UserId member, UserId by, Instant at)
            implements MembershipEvent {}

    /** Somebody outside asks to be let in. A yes is {@code MembersAdded} by the admin who gave it. */
    @Revision("1")
    record JoinRequested(
            ConversationId conversation, @Nullable String message, UserId by, Instant at) implements MembershipEvent {}

    @Revision("1")
    record JoinRequestWithdrawn(ConversationId conversation, UserId by, Instant at) implements MembershipEvent {}

    @Revision("1")
    record JoinRequestRejected(ConversationId conversation, UserId user, UserId by, Instant at)
            implements MembershipEvent {}

    /**
     * There is a link that lets people in. {@code secretHash} is the SHA-256 of what stands in the link, in URL-safe Base64: the event
     * opens nothing.
     *
     * @param expiresAt null = never
     * @param maxUses null = any number
     */
    @Revision("1")
    record InvitationCreated(
            ConversationId conversation,
            InvitationId invitation,
            String secretHash,
            @Nullable Instant expiresAt,
            @Nullable Integer maxUses,
            UserId by,
            Instant at)
            implements MembershipEvent {}

    @Revision("1")
    record InvitationRevoked(ConversationId conversation, InvitationId invitation, UserId by, Instant at)
            implements MembershipEvent {}
}
