package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event of a conversation as it is resumed from: the key is {@link #key conversation and version}, so a range of versions is a
 * set of computed keys. {@code data} is the event's JSON exactly as it went through Kafka.
 *
 * @param position the event's global position in the event store; null when it was logged before that was kept
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoggedEventView(
        @JsonProperty("_id") String key,
        ConversationId conversation,
        long version,
        String event,
        Instant at,
        @Nullable String by,
        String data,
        @Nullable Long position) {

    public LoggedEventView(
            String key,
            ConversationId conversation,
            long version,
            String event,
            Instant at,
            @Nullable String by,
            String data) {
        this(key, conversation, version, event, at, by, data, null);
    }

    public static String key(ConversationId conversation, long version) {
        return conversation + ":" + version;
    }
}
