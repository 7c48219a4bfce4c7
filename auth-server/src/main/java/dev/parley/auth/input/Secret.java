package dev.parley.auth.input;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A text that opens doors, such as a token. It is a plain string in JSON and shows nothing of itself anywhere else. */
public record Secret(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Secret {}

    @Override
    public String toString() {
        return "(secret)";
    }
}
