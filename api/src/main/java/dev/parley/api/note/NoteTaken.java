package dev.parley.api.note;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import java.time.Instant;

/** Somebody noted something about a conversation, or a message in it. The newest record of a key counts. */
public record NoteTaken(UserId user, ConversationId conversation, Note note, Instant at) {

    /** The key on the compacted topic. */
    public String key() {
        return user + ":" + conversation + ":" + note.field();
    }
}
