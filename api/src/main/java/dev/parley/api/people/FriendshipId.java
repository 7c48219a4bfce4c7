package dev.parley.api.people;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.api.InvalidInput;
import dev.parley.api.NamedIds;
import java.util.UUID;

/** What is between two people: one for each pair, whichever of the two begins. */
public record FriendshipId(UUID value) {

    /** @throws InvalidInput when the text is no UUID */
    @JsonCreator
    public static FriendshipId of(String text) {
        try {
            return new FriendshipId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("id", "A friend request's id is a UUID.");
        }
    }

    public static FriendshipId between(UserId one, UserId other) {
        return one.compareTo(other) <= 0 ? of(one, other) : of(other, one);
    }

    private static FriendshipId of(UserId first, UserId second) {
        return new FriendshipId(NamedIds.uuid("friendship:" + first + ":" + second));
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
