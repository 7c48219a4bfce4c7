package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.api.InvalidInput;
import java.util.UUID;

/** An invitation into a group. It names the invitation and opens nothing: the secret of its link does that. */
public record InvitationId(UUID value) {

    /** @throws InvalidInput when the text is no UUID */
    @JsonCreator
    public static InvitationId of(String text) {
        try {
            return new InvitationId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidInput("invitation", "An invitation id is a UUID.");
        }
    }

    @Override
    @JsonValue
    public String toString() {
        return value.toString();
    }
}
