package dev.parley.api.people;

/** What a command about two people led to. {@code friendRequest} is also the id of what is between them, with this {@code version}. */
public record FriendshipChanged(FriendshipId friendRequest, long version, FriendshipState state) {}
