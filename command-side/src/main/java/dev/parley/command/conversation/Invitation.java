package dev.parley.command.conversation;

import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.MembershipEvent.InvitationCreated;
import dev.parley.api.people.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A link into a group, and how often it has been used. {@code expiresAt} null = never, {@code maxUses} null = any number. */
record Invitation(
        InvitationId id,
        @Nullable Instant expiresAt,
        @Nullable Integer maxUses,
        int uses,
        boolean revoked,
        UserId by) {

    static Invitation of(InvitationCreated created) {
        return new Invitation(created.invitation(), created.expiresAt(), created.maxUses(), 0, false, created.by());
    }

    boolean usedUp() {
        return maxUses != null && uses >= maxUses;
    }

    boolean goodAt(Instant now) {
        return !revoked && !usedUp() && (expiresAt == null || expiresAt.isAfter(now));
    }

    Invitation use() {
        return new Invitation(id, expiresAt, maxUses, uses + 1, revoked, by);
    }

    Invitation revoke() {
        return new Invitation(id, expiresAt, maxUses, uses, true, by);
    }
}
