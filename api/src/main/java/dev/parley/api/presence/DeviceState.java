package dev.parley.api.presence;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a device stands, or a person who has several: as its most attentive one. */
public enum DeviceState {
    @JsonProperty("online")
    ONLINE,
    /** Connected, and its person said that they are not looking. */
    @JsonProperty("away")
    AWAY,
    @JsonProperty("offline")
    OFFLINE
}
