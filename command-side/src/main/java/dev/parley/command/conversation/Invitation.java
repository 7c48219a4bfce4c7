package dev.parley.command.conversation;

import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.InvitationSeen.State;
import dev.parley.api.conversation.MembershipCommand.CreateInvitation;
import dev.parley.api.conversation.MembershipEvent.InvitationCreated;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.Objects;
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

    /** Whether this is what was asked for. */
    boolean isWhat(CreateInvitation create) {
        return id.equals(create.invitation())
                && Objects.equals(expiresAt, create.expiresAt())
                && Objects.equals(maxUses, create.maxUses());
    }

    State state(Instant now) {
        if (revoked) {
            return State.REVOKED;
        }
        if (maxUses != null && uses >= maxUses) {
            return State.USED_UP;
        }
        return expiresAt == null || expiresAt.isAfter(now) ? State.GOOD : State.EXPIRED;
    }

    boolean goodAt(Instant now) {
        return state(now) == State.GOOD;
    }

    Invitation use() {
        return new Invitation(id, expiresAt, maxUses, uses + 1, revoked, by);
    }

    Invitation revoke() {
        return new Invitation(id, expiresAt, maxUses, uses, true, by);
    }
}
