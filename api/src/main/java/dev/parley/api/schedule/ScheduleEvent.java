package dev.parley.api.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to what somebody plans to say. {@code item} names one such message until it is sent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ScheduleEvent {

    ScheduleId schedule();

    UUID item();

    /** Whose plan it is. */
    UserId by();

    Instant at();

    /** It is to be said at {@code dueAt}. */
    @Revision("1")
    record MessageScheduled(
            ScheduleId schedule,
            UUID item,
            ConversationId conversation,
            Content content,
            @Nullable MessageId replyTo,
            List<UserId> mentions,
            boolean mentionsEveryone,
            Instant dueAt,
            UserId by,
            Instant at)
            implements ScheduleEvent {
        public MessageScheduled {
            mentions = List.copyOf(mentions);
        }
    }

    @Revision("1")
    record ScheduledMessageCancelled(ScheduleId schedule, UUID item, UserId by, Instant at) implements ScheduleEvent {}

    /** It was said, as {@code message}. */
    @Revision("1")
    record ScheduledMessageSent(ScheduleId schedule, UUID item, MessageId message, UserId by, Instant at)
            implements ScheduleEvent {}

    /** It will not be said: when it was due the conversation refused it. */
    @Revision("1")
    record ScheduledMessageRefused(ScheduleId schedule, UUID item, Reason reason, String detail, UserId by, Instant at)
            implements ScheduleEvent {}
}
