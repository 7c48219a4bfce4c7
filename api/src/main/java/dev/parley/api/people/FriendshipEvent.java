package dev.parley.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What can happen between two people. {@code by} is who made it happen, {@code other} the other one. When the account of one of them is
 * erased, all that is theirs between the two ends, as if they had ended it.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface FriendshipEvent extends PeopleEvent {

    FriendshipId friendship();

    UserId by();

    UserId other();

    Instant at();

    /** {@code by} would like to be a friend of {@code other}, who has until {@code expiresAt} to answer. */
    @Revision("1")
    record FriendRequested(
            FriendshipId friendship,
            UserId by,
            UserId other,
            @Nullable String message,
            Instant expiresAt,
            Instant at) implements FriendshipEvent {}

    /** They are friends. {@code other} had asked; or both had. */
    @Revision("1")
    record FriendRequestAccepted(FriendshipId friendship, UserId by, UserId other, Instant at)
            implements FriendshipEvent {}

    @Revision("1")
    record FriendRequestDeclined(FriendshipId friendship, UserId by, UserId other, Instant at)
            implements FriendshipEvent {}

    @Revision("1")
    record FriendRequestWithdrawn(FriendshipId friendship, UserId by, UserId other, Instant at)
            implements FriendshipEvent {}

    /** They are friends no more. */
    @Revision("1")
    record FriendRemoved(FriendshipId friendship, UserId by, UserId other, Instant at) implements FriendshipEvent {}

    /** What {@code by} calls {@code other}, for {@code by} alone; null = nothing any more. */
    @Revision("1")
    record FriendRemarked(
            FriendshipId friendship,
            UserId by,
            UserId other,
            @Nullable String remark,
            Instant at) implements FriendshipEvent {}

    /** {@code other} reaches {@code by} no more. A friendship and a request between them end with it. */
    @Revision("1")
    record PersonBlocked(FriendshipId friendship, UserId by, UserId other, Instant at) implements FriendshipEvent {}

    @Revision("1")
    record PersonUnblocked(FriendshipId friendship, UserId by, UserId other, Instant at) implements FriendshipEvent {}
}
