package dev.parley.api.people;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What somebody can do about what is between them and another person. Who asks stands in the command's metadata. */
public sealed interface FriendshipCommand {

    FriendshipId friendship();

    /** Where the other one has asked already, they are friends at once. */
    record RequestFriendship(
            @TargetAggregateIdentifier FriendshipId friendship,
            UserId to,
            @Nullable String message) implements FriendshipCommand {}

    record AcceptFriendRequest(@TargetAggregateIdentifier FriendshipId friendship) implements FriendshipCommand {}

    record DeclineFriendRequest(@TargetAggregateIdentifier FriendshipId friendship) implements FriendshipCommand {}

    record WithdrawFriendRequest(@TargetAggregateIdentifier FriendshipId friendship) implements FriendshipCommand {}

    record RemoveFriend(@TargetAggregateIdentifier FriendshipId friendship) implements FriendshipCommand {}

    /** Empty = none any more. */
    record RemarkFriend(@TargetAggregateIdentifier FriendshipId friendship, String remark)
            implements FriendshipCommand {}

    record BlockPerson(@TargetAggregateIdentifier FriendshipId friendship, UserId other) implements FriendshipCommand {}

    record UnblockPerson(@TargetAggregateIdentifier FriendshipId friendship, UserId other)
            implements FriendshipCommand {}
}
