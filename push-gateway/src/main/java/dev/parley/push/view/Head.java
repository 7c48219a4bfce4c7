package dev.parley.push.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.conversation.ConversationId;

/** The part of a {@code ConversationView} that the gateway looks at. */
public record Head(@JsonProperty("_id") ConversationId conversation, int memberCount, long seq, long version) {}
