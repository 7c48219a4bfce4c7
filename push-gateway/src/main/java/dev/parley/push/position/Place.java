package dev.parley.push.position;

import dev.parley.api.InvalidInput;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.conversation.Membership;
import org.jspecify.annotations.Nullable;

/** Somebody's place in a conversation whose newest message has this seq. {@code membership} is null for who never was in it. */
public record Place(@Nullable Membership membership, long headSeq) {

    /** A member now. */
    public boolean current() {
        return membership != null && membership.current();
    }

    /** @throws Refused when they are no member, or this is no message that they may see */
    public void requireVisible(long seq) {
        if (membership == null || (membership.current() && !membership.coversSeq(seq)) || seq > headSeq) {
            throw new QueryRefused(Reason.NOT_FOUND, "There is nothing here.");
        }
        requireCurrent();
    }

    /** @throws Refused when they are no member */
    public void requireCurrent() {
        if (!current()) {
            throw refusal(Long.MAX_VALUE);
        }
    }

    /** Whether they may say that they have read or received this message. Former members may, of what they still saw. */
    boolean allows(long seq) {
        return membership != null && seq <= headSeq && (membership.current() || membership.coversSeq(seq));
    }

    Refused refusal(long seq) {
        if (membership == null) {
            return new QueryRefused(Reason.NOT_FOUND, "There is no such conversation.");
        }
        if (!membership.current() && !membership.coversSeq(seq)) {
            return new QueryRefused(Reason.NOT_A_MEMBER, "You do not belong to this conversation any more.");
        }
        return new InvalidInput("seq", "The newest message of this conversation is " + headSeq + ", not " + seq + ".");
    }
}
