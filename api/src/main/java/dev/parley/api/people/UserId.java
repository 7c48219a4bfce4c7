package dev.parley.api.people;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.api.InvalidInput;
import java.util.UUID;

/** A person, for ever. UUIDv7, so that ids sort by registration. */
public record UserId(UUID value) implements Comparable<UserId> {

    /** The service itself, which says something in system conversations and is nobody's account. */
    public static final UserId PARLEY = new UserId(new UUID(0, 0));

    /** @throws InvalidInput when the text is no UUID */
    @JsonCreator
    public static UserId of(String text) {
        try {
            return new UserId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("user", "A user id is a UUID.");
        }
    }

    @Override
    public int compareTo(UserId other) {
        return toString().compareTo(other.toString());
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
