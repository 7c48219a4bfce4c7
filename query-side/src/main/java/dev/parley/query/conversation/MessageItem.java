package dev.parley.query.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message of a history page. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageItem(
        MessageId message,
        long seq,
        long version,
        UserId sender,
        Instant at,
        @Nullable Content content,
        @Nullable MessageId replyTo,
        List<UserId> mentions) {

    static MessageItem of(MessageView view) {
        return new MessageItem(
                view.message(),
                view.seq(),
                view.version(),
                view.sender(),
                view.at(),
                view.content(),
                view.replyTo(),
                view.mentions());
    }
}
