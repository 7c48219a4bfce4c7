package dev.parley.api.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** Whom somebody lets near them: who may find them by name, write to them alone, add them to groups, and see whether they are there. */
public record Privacy(Circle find, Circle write, Circle addToGroups, Circle presence) {

    /** How somebody begins. */
    public static final Privacy OPEN =
            new Privacy(Circle.EVERYBODY, Circle.EVERYBODY, Circle.EVERYBODY, Circle.EVERYBODY);

    /** Null = as it is. */
    public Privacy with(
            @Nullable Circle newFind,
            @Nullable Circle newWrite,
            @Nullable Circle newAddToGroups,
            @Nullable Circle newPresence) {
        return new Privacy(
                newFind == null ? find : newFind,
                newWrite == null ? write : newWrite,
                newAddToGroups == null ? addToGroups : newAddToGroups,
                newPresence == null ? presence : newPresence);
    }

    /** How near one has to be. */
    public enum Circle {
        @JsonProperty("everybody")
        EVERYBODY,
        @JsonProperty("friends")
        FRIENDS,
        @JsonProperty("nobody")
        NOBODY;

        /** Whether it takes in somebody who is a friend, or is none. */
        public boolean admits(boolean friend) {
            return this == EVERYBODY || (this == FRIENDS && friend);
        }
    }
}
