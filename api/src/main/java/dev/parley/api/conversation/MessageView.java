package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as history shows it. Its key is its public id, so a page of history is a set of computed keys. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(
        @JsonProperty("_id") MessageId message,
        long seq,
        long version,
        UserId sender,
        Instant at,
        Content content,
        @Nullable MessageId replyTo,
        List<UserId> mentions) {

    public MessageView {
        mentions = List.copyOf(mentions);
    }
}
