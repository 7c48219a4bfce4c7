package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a conversation: what a list shows of it. {@code seq} is the newest message's (0 = none), {@code version} the newest
 * event that is in here, {@code activeAt} when something last happened. {@code people} are those of a direct one; null for a group, which
 * may have thousands. The same for every member.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationView(
        @JsonProperty("_id") ConversationId conversation,
        ConversationType type,
        @Nullable String name,
        int memberCount,
        @Nullable List<UserId> people,
        long seq,
        long version,
        @Nullable LastMessage lastMessage,
        Instant activeAt) {

    /** In code points. */
    public static final int MAX_PREVIEW = 120;

    /** The newest message, shortened. */
    public record LastMessage(MessageId message, long seq, UserId sender, Instant at, String preview) {}
}
