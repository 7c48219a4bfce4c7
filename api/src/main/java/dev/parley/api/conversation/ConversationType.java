package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A conversation of two (or of one with oneself), or of many. */
public enum ConversationType {
    @JsonProperty("direct")
    DIRECT,
    @JsonProperty("group")
    GROUP
}
