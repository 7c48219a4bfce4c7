package dev.parley.standalone.tale;

import static dev.parley.api.Reason.NOT_WANTED;
import static dev.parley.standalone.tale.PlainGroup.require;

import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What two people have with each other. */
final class PlainTie {

    final FriendshipId id;
    /** Names; a version is a place in here. */
    final List<String> events = new ArrayList<>();

    final Set<UserId> blockers = new HashSet<>();
    boolean friends;

    private final UserId one;
    private final UserId other;
    private final Map<UserId, Instant> declined = new HashMap<>();
    private final Map<UserId, String> remarks = new HashMap<>();
    private @Nullable UserId asking;
    private Instant until = Instant.MIN;

    PlainTie(FriendshipId id, UserId one, UserId other) {
        this.id = id;
        this.one = one;
        this.other = other;
    }

    boolean concerns(UserId user) {
        return user.equals(one) || user.equals(other);
    }

    UserId otherThan(UserId user) {
        return user.equals(one) ? other : one;
    }

    /** Who has asked and may still be answered. */
    @Nullable
    UserId open(Instant now) {
        return asking != null && until.isAfter(now) ? asking : null;
    }

    /** Who asks whom asks already has a friend. */
    void ask(UserId by, @Nullable UserId open, Instant now) {
        require(blockers.isEmpty(), NOT_WANTED);
        if (open != null && !open.equals(by)) {
            befriend();
        } else if (open == null && !friends) {
            Instant no = declined.get(otherThan(by));
            require(no == null || !now.isBefore(no.plus(Duration.ofDays(1))), NOT_WANTED);
            asking = by;
            until = now.plus(Duration.ofDays(30));
            events.add("FriendRequested");
        }
    }

    void befriend() {
        friends = true;
        asking = null;
        declined.clear();
        events.add("FriendRequestAccepted");
    }

    void decline(UserId by, Instant now) {
        asking = null;
        declined.put(by, now);
        events.add("FriendRequestDeclined");
    }

    void withdraw() {
        asking = null;
        events.add("FriendRequestWithdrawn");
    }

    void part() {
        if (friends) {
            friends = false;
            remarks.clear();
            events.add("FriendRemoved");
        }
    }

    void remark(UserId by, String remark) {
        if (!remark.equals(remarks.getOrDefault(by, ""))) {
            remarks.put(by, remark);
            events.add("FriendRemarked");
        }
    }

    void block(UserId by) {
        if (blockers.add(by)) {
            friends = false;
            remarks.clear();
            asking = null;
            events.add("PersonBlocked");
        }
    }

    void unblock(UserId by) {
        if (blockers.remove(by)) {
            events.add("PersonUnblocked");
        }
    }

    /** Of the two this one exists no more. */
    void end(UserId erased, Instant now) {
        if (asking != null && asking.equals(erased)) {
            withdraw();
        } else if (asking != null) {
            decline(erased, now);
        }
        part();
        unblock(erased);
    }

    /** Who is blocked does not see it. Empty = nothing. */
    String seenBy(UserId user) {
        String remark = remarks.getOrDefault(user, "");
        return (friends ? "friend " + remark + " " : "")
                + (asking == null ? "" : asking.equals(user) ? "OUT " : "IN ")
                + (blockers.contains(user) ? "blocked" : "");
    }
}
