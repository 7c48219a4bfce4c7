package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.people.UserId;
import java.util.Map;

/**
 * Every conversation somebody is or was in, and those that they ask to be let into, with the version of the conversation at which they
 * did.
 */
public record MembershipsView(
        @JsonProperty("_id") UserId user,
        Map<ConversationId, Membership> conversations,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<ConversationId, Long> asking) {

    public MembershipsView {
        conversations = conversations == null ? Map.of() : Map.copyOf(conversations);
        asking = asking == null ? Map.of() : Map.copyOf(asking);
    }

    /** Of somebody who waits nowhere. */
    public MembershipsView(UserId user, Map<ConversationId, Membership> conversations) {
        this(user, conversations, Map.of());
    }
}
