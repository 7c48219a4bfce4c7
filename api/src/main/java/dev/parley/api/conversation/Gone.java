package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a message says nothing any more. */
public enum Gone {
    @JsonProperty("recalled")
    RECALLED,
    /** Its time was over. */
    @JsonProperty("expired")
    EXPIRED
}
