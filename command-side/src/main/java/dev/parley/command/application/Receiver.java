package dev.parley.command.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import org.jspecify.annotations.Nullable;

/** Whom something is said to: a person, or a conversation. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Receiver(@Nullable UserId user, @Nullable ConversationId conversation) {

    boolean isOne() {
        return (user == null) != (conversation == null);
    }
}
