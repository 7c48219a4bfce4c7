package dev.parley.api.session;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.api.InvalidInput;
import java.util.UUID;

/** One device of one person, made at sign-in. */
public record DeviceId(UUID value) {

    /** @throws InvalidInput when the text is no UUID */
    @JsonCreator
    public static DeviceId of(String text) {
        try {
            return new DeviceId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("device", "A device id is a UUID.");
        }
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
