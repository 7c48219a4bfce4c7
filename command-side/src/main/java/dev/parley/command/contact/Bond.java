package dev.parley.command.contact;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.parley.api.people.FriendshipEvent;
import dev.parley.api.people.FriendshipEvent.FriendRemarked;
import dev.parley.api.people.FriendshipEvent.FriendRemoved;
import dev.parley.api.people.FriendshipEvent.FriendRequestAccepted;
import dev.parley.api.people.FriendshipEvent.FriendRequestDeclined;
import dev.parley.api.people.FriendshipEvent.FriendRequestWithdrawn;
import dev.parley.api.people.FriendshipEvent.FriendRequested;
import dev.parley.api.people.FriendshipEvent.PersonBlocked;
import dev.parley.api.people.FriendshipEvent.PersonUnblocked;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How two people stand to each other, as the events between them tell it. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
final class Bond {

    private Set<UserId> people = new LinkedHashSet<>();
    private boolean friends;
    private @Nullable Request request;
    private Set<UserId> blockers = new LinkedHashSet<>();
    private Map<UserId, String> remarks = new HashMap<>();

    /** Who said no to whom asked them, and when they last did. */
    private Map<UserId, Instant> declined = new HashMap<>();

    /** One has asked the other. */
    record Request(UserId by, Instant expiresAt) {}

    void on(FriendshipEvent event) {
        people.addAll(List.of(event.by(), event.other()));
        switch (event) {
            case FriendRequested requested -> request = new Request(requested.by(), requested.expiresAt());
            case FriendRequestAccepted accepted -> {
                friends = true;
                request = null;
                declined.clear();
            }
            case FriendRequestDeclined no -> {
                request = null;
                declined.put(no.by(), no.at());
            }
            case FriendRequestWithdrawn withdrawn -> request = null;
            case FriendRemoved removed -> part();
            case FriendRemarked remarked -> remark(remarked.by(), remarked.remark());
            case PersonBlocked blocked -> {
                part();
                request = null;
                blockers.add(blocked.by());
            }
            case PersonUnblocked unblocked -> blockers.remove(unblocked.by());
        }
    }

    private void part() {
        friends = false;
        remarks.clear();
    }

    private void remark(UserId by, @Nullable String remark) {
        if (remark == null) {
            remarks.remove(by);
        } else {
            remarks.put(by, remark);
        }
    }

    boolean concerns(UserId user) {
        return people.contains(user);
    }

    /** Of the two, the one who is not this. */
    UserId otherThan(UserId user) {
        return people.stream()
                .filter(each -> !each.equals(user))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nothing has happened between " + user + " and anybody"));
    }

    boolean friends() {
        return friends;
    }

    boolean blocked() {
        return !blockers.isEmpty();
    }

    boolean blockedBy(UserId user) {
        return blockers.contains(user);
    }

    /** Whoever asked last and has had no answer, be it too late for one or not; null = nobody. */
    @Nullable
    Request unanswered() {
        return request;
    }

    /** Null when nobody has asked, or when they have waited for the answer too long. */
    @Nullable
    Request open(Instant now) {
        return request == null || !request.expiresAt().isAfter(now) ? null : request;
    }

    /** When this person last said no; null = never, since they were last friends. */
    @Nullable
    Instant declinedAt(UserId by) {
        return declined.get(by);
    }

    @Nullable
    String remarkOf(UserId by) {
        return remarks.get(by);
    }
}
