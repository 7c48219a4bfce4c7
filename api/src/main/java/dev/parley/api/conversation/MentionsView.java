package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.people.UserId;
import java.util.List;
import java.util.Map;

/**
 * Where somebody was mentioned by name, by conversation: the newest messages, the oldest first, as their {@code seq}. Whether they still
 * mention them, and can be seen, is for the reader to look up: they may have been edited or recalled.
 */
public record MentionsView(@JsonProperty("_id") UserId user, Map<ConversationId, Mentioned> conversations) {

    /** In one conversation. */
    public static final int MAX_MENTIONS = 50;

    public MentionsView {
        conversations = conversations == null ? Map.of() : Map.copyOf(conversations);
    }

    /** @param version the newest event that is in here */
    public record Mentioned(long version, List<Long> seqs) {
        public Mentioned {
            seqs = List.copyOf(seqs);
        }
    }
}
