package dev.parley.api.people;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How far two people have come. */
public enum FriendshipState {
    @JsonProperty("none")
    NONE,
    /** One has asked the other, who has time left to answer. */
    @JsonProperty("requested")
    REQUESTED,
    @JsonProperty("friends")
    FRIENDS
}
