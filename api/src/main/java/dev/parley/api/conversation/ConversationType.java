package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A conversation of two (or of one with oneself), of many, or of one person with the service, which alone speaks there. */
public enum ConversationType {
    @JsonProperty("direct")
    DIRECT,
    @JsonProperty("group")
    GROUP,
    @JsonProperty("system")
    SYSTEM
}
