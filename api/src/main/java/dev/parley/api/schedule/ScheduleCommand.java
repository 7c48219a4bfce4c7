package dev.parley.api.schedule;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What somebody can do about what they plan to say. Who asks stands in the command's metadata. */
public sealed interface ScheduleCommand {

    ScheduleId schedule();

    UUID item();

    /** The same item again with the same content changes nothing; with other content it is a {@code CONFLICT}. */
    record ScheduleMessage(
            @TargetAggregateIdentifier ScheduleId schedule,
            UUID item,
            ConversationId conversation,
            Content content,
            @Nullable MessageId replyTo,
            List<UserId> mentions,
            boolean mentionsEveryone,
            Instant dueAt)
            implements ScheduleCommand {
        public ScheduleMessage {
            content = required("content", content).checkedAsSaid();
            mentions = List.copyOf(new LinkedHashSet<>(mentions));
            required("dueAt", dueAt);
            if (mentions.size() > SendMessage.MAX_MENTIONS) {
                throw new InvalidInput(
                        "mentions", "A message mentions at most " + SendMessage.MAX_MENTIONS + " people.");
            }
            if (replyTo != null && !replyTo.conversation().equals(conversation)) {
                throw new InvalidInput("replyTo", "A reply stays in the conversation of what it answers.");
            }
        }
    }

    /** Until it is due. */
    record CancelScheduledMessage(@TargetAggregateIdentifier ScheduleId schedule, UUID item)
            implements ScheduleCommand {}

    /**
     * Answers with the plan when it is due and still to be said, else with null. Sent by the server; changes nothing, but from when it is
     * due nobody cancels it any more.
     */
    record TakeDueMessage(@TargetAggregateIdentifier ScheduleId schedule, UUID item) implements ScheduleCommand {}

    /** Notes that it was said. Sent by the server. */
    record NoteScheduledMessageSent(
            @TargetAggregateIdentifier ScheduleId schedule, UUID item, MessageId message) implements ScheduleCommand {}

    /** Notes that it was refused for good. Sent by the server. */
    record NoteScheduledMessageRefused(
            @TargetAggregateIdentifier ScheduleId schedule, UUID item, Reason reason, String detail)
            implements ScheduleCommand {}
}
