package dev.parley.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one person has with another, from the one's side. {@code version} is the newest event between the two that is in it.
 *
 * @param friendsSince null = they are no friends
 * @param remark what the one calls the other
 * @param request who has asked whom, and waits; whether it is too late for an answer is for the reader to see
 * @param blockedAt when the one blocked the other; null = they have not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Contact(
        FriendshipId friendship,
        @Nullable Instant friendsSince,
        @Nullable String remark,
        @Nullable Request request,
        @Nullable Instant blockedAt,
        long version) {

    /** Which way a request goes. */
    public enum Direction {
        IN,
        OUT
    }

    /** One has asked the other to be friends. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Request(Direction direction, @Nullable String message, Instant at, Instant expiresAt) {}

    public static Contact none(FriendshipId friendship) {
        return new Contact(friendship, null, null, null, null, -1);
    }

    /** Nothing is left that anybody would want to know. */
    public boolean over() {
        return friendsSince == null && request == null && blockedAt == null;
    }

    public Contact asked(Request newRequest, long at) {
        return new Contact(friendship, friendsSince, remark, newRequest, blockedAt, at);
    }

    public Contact unasked(long at) {
        return new Contact(friendship, friendsSince, remark, null, blockedAt, at);
    }

    public Contact befriended(Instant since, long at) {
        return new Contact(friendship, since, remark, null, blockedAt, at);
    }

    /** Neither friends nor asking any more. */
    public Contact parted(long at) {
        return new Contact(friendship, null, null, null, blockedAt, at);
    }

    public Contact remarked(@Nullable String newRemark, long at) {
        return new Contact(friendship, friendsSince, newRemark, request, blockedAt, at);
    }

    public Contact blocked(@Nullable Instant since, long at) {
        return new Contact(friendship, friendsSince, remark, request, since, at);
    }
}
