package dev.parley.api.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody plans to say, soonest first, and the last plans that were refused. */
public record ScheduleView(@JsonProperty("_id") UserId user, List<Item> items, long version) {

    /** A message that waits; {@code refused} = it does no more, for this reason. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            UUID item,
            ConversationId conversation,
            Content content,
            @Nullable MessageId replyTo,
            List<UserId> mentions,
            boolean mentionsEveryone,
            Instant dueAt,
            Instant at,
            @Nullable Refusal refused) {
        public Item {
            mentions = List.copyOf(mentions);
        }
    }

    /** Why it was not said when it was due. */
    public record Refusal(Reason code, String detail, Instant at) {}

    public ScheduleView {
        items = List.copyOf(items);
    }
}
