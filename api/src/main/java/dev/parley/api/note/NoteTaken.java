package dev.parley.api.note;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody noted something about a conversation, or a message in it. The newest record of a key counts.
 *
 * @param device on which they did so, and which therefore need not be told; null in records from before it stood here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NoteTaken(
        UserId user,
        ConversationId conversation,
        Note note,
        Instant at,
        @Nullable DeviceId device) {

    /** The key on the compacted topic. */
    public String key() {
        return user + ":" + conversation + ":" + note.field();
    }
}
