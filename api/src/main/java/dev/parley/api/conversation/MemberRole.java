package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What somebody is in a group, the lowest first. A group has one owner. */
public enum MemberRole {
    @JsonProperty("member")
    MEMBER,
    @JsonProperty("admin")
    ADMIN,
    @JsonProperty("owner")
    OWNER;

    public boolean atLeast(MemberRole other) {
        return compareTo(other) >= 0;
    }
}
