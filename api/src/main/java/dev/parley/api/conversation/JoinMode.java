package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How somebody who is not in a group gets in by themselves. Being added and holding an invitation work in each of them. */
public enum JoinMode {
    @JsonProperty("invite-only")
    INVITE_ONLY,
    /** They ask, and an admin says yes or no. */
    @JsonProperty("request")
    REQUEST,
    /** Whoever knows the group's id joins. */
    @JsonProperty("open")
    OPEN
}
