package dev.parley.push.tail;

import dev.parley.api.people.UserId;
import java.util.List;

/**
 * What an event does to who belongs to its conversation. {@code headSeq} is the newest message's seq at that moment, {@code afterSeq}
 * the one behind which newcomers read.
 */
public sealed interface MembershipChange {

    record Joined(List<UserId> members, long headSeq, long afterSeq) implements MembershipChange {
        public Joined {
            members = List.copyOf(members);
        }
    }

    record Ended(UserId member, long headSeq) implements MembershipChange {}

    /** Everybody's ends. */
    record Disbanded(long headSeq) implements MembershipChange {}
}
