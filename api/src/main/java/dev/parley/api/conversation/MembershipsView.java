package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.people.UserId;
import java.util.Map;

/** Every conversation somebody is or was in. */
public record MembershipsView(@JsonProperty("_id") UserId user, Map<ConversationId, Membership> conversations) {

    public MembershipsView {
        conversations = Map.copyOf(conversations);
    }
}
