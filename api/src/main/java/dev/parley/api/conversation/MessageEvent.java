package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to a message. Its {@code seq} is in its id. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface MessageEvent extends ConversationEvent
        permits ConversationEvent.MessageSent,
                MessageEvent.MessageEdited,
                MessageEvent.MessageRecalled,
                MessageEvent.MessageExpired,
                MessageEvent.ReactionAdded,
                MessageEvent.ReactionRemoved,
                MessageEvent.MessagePinned,
                MessageEvent.MessageUnpinned {

    /** The fields of an event's JSON that hold what a message says. Of a message that is gone nobody is shown them any more. */
    Set<String> WORDS = Set.of("content", "extensions");

    MessageId message();

    /**
     * It says something else now. {@code edition} counts what it has said, the first words being 1. Whom it mentions stays as it was where
     * that is null: nobody keeps it for whoever changes but the words.
     */
    @Revision("2")
    record MessageEdited(
            ConversationId conversation,
            MessageId message,
            int edition,
            Content content,
            @Nullable List<UserId> mentions,
            @Nullable Boolean mentionsEveryone,
            UserId by,
            Instant at)
            implements MessageEvent {
        public MessageEdited {
            mentions = mentions == null ? null : List.copyOf(mentions);
        }
    }

    /** It is taken back: whoever shows messages forgets what it said, in all its editions. */
    @Revision("1")
    record MessageRecalled(ConversationId conversation, MessageId message, UserId by, Instant at)
            implements MessageEvent {}

    /** Its time is over: as if recalled. It was sent by {@code by}. */
    @Revision("1")
    record MessageExpired(ConversationId conversation, MessageId message, UserId by, Instant at)
            implements MessageEvent {}

    /** {@code emoji} is one emoji as people count. Each person has each emoji at most once on a message. */
    @Revision("1")
    record ReactionAdded(ConversationId conversation, MessageId message, String emoji, UserId by, Instant at)
            implements MessageEvent {}

    @Revision("1")
    record ReactionRemoved(ConversationId conversation, MessageId message, String emoji, UserId by, Instant at)
            implements MessageEvent {}

    @Revision("1")
    record MessagePinned(ConversationId conversation, MessageId message, UserId by, Instant at)
            implements MessageEvent {}

    @Revision("1")
    record MessageUnpinned(ConversationId conversation, MessageId message, UserId by, Instant at)
            implements MessageEvent {}
}
