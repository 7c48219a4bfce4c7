package dev.parley.api.people;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whom somebody lets near them: who may find them by name, begin to write to them, and add them to groups. */
public record Privacy(Circle find, Circle write, Circle addToGroups) {

    /** How somebody begins. */
    public static final Privacy OPEN = new Privacy(Circle.EVERYBODY, Circle.EVERYBODY, Circle.EVERYBODY);

    /** How near one has to be. */
    public enum Circle {
        @JsonProperty("everybody")
        EVERYBODY,
        @JsonProperty("friends")
        FRIENDS,
        @JsonProperty("nobody")
        NOBODY
    }
}
