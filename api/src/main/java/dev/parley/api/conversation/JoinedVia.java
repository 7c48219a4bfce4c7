package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How somebody got into a group. */
public enum JoinedVia {
    /** A member added them. */
    @JsonProperty("added")
    ADDED,
    /** By themselves: the group is open. */
    @JsonProperty("open")
    OPEN,
    /** By themselves, with an invitation. */
    @JsonProperty("invitation")
    INVITATION,
    /** They asked, and an admin agreed. */
    @JsonProperty("request")
    REQUEST
}
