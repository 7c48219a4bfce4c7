package dev.parley.api.position;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import java.util.Map;

/** Everything one person has read and received. */
public record PositionsView(@JsonProperty("_id") UserId user, Map<ConversationId, Position> conversations) {

    public PositionsView {
        conversations = Map.copyOf(conversations);
    }

    public Position in(ConversationId conversation) {
        return conversations.getOrDefault(conversation, Position.NONE);
    }
}
