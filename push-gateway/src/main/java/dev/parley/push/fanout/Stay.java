package dev.parley.push.fanout;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.Window;

/** One person's membership of one conversation as of the newest record that was dispatched; shared by all their devices. */
final class Stay {

    private final ConversationId conversation;
    private Membership membership;

    Stay(ConversationId conversation, Membership membership) {
        this.conversation = conversation;
        this.membership = membership;
    }

    ConversationId conversation() {
        return conversation;
    }

    Membership membership() {
        return membership;
    }

    void joined(long version, long headSeq, long afterSeq) {
        membership = membership.joined(version, headSeq, afterSeq);
    }

    void ended(long version, long headSeq) {
        membership = membership.ended(version, headSeq);
    }

    boolean current() {
        return membership.current();
    }

    boolean covers(long version) {
        return membership.covers(version);
    }

    /** Whether nothing from this version on can be theirs to see, unless they join again. */
    boolean overAfter(long version) {
        Long last = membership.windows().getLast().toVersion();
        return last != null && version >= last;
    }

    /** The first version after this one that they may see; {@link Long#MAX_VALUE} when there will be none. */
    long nextAfter(long version) {
        for (Window window : membership.windows()) {
            long candidate = Math.max(version + 1, window.fromVersion());
            if (window.covers(candidate)) {
                return candidate;
            }
        }
        return Long.MAX_VALUE;
    }

    /** The last version up to this one that they may see; {@link Seat#NOTHING} when there is none. */
    long lastUpTo(long version) {
        for (Window window : membership.windows().reversed()) {
            Long to = window.toVersion();
            long candidate = to == null ? version : Math.min(version, to);
            if (candidate >= window.fromVersion()) {
                return candidate;
            }
        }
        return Seat.NOTHING;
    }
}
