package dev.parley.api.note;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody has begun to say in a conversation. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DraftView(
        @JsonProperty("_id") String key,
        ConversationId conversation,
        String text,
        @Nullable MessageId replyTo,
        Instant at) {

    public static String key(UserId user, ConversationId conversation) {
        return user + ":" + conversation;
    }
}
