package dev.parley.api.schedule;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.api.InvalidInput;
import dev.parley.api.NamedIds;
import dev.parley.api.people.UserId;
import java.util.UUID;

/** All that one person plans to say. */
public record ScheduleId(UUID value) {

    /** @throws InvalidInput when the text is no UUID */
    @JsonCreator
    public static ScheduleId of(String text) {
        try {
            return new ScheduleId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("schedule", "A schedule's id is a UUID.");
        }
    }

    public static ScheduleId of(UserId user) {
        return new ScheduleId(NamedIds.uuid("schedule:" + user));
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
