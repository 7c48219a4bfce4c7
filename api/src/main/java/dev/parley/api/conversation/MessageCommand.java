package dev.parley.api.conversation;

import dev.parley.api.people.UserId;
import java.util.LinkedHashSet;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked about a message. The conversation it goes to stands in the message's id. */
public sealed interface MessageCommand extends ConversationCommand
        permits ConversationCommand.SendMessage,
                MessageCommand.EditMessage,
                MessageCommand.RecallMessage,
                MessageCommand.ExpireMessage,
                MessageCommand.AddReaction,
                MessageCommand.RemoveReaction,
                MessageCommand.PinMessage,
                MessageCommand.UnpinMessage,
                MessageCommand.PostNotice {

    /** Says it in other words. The same words again change nothing. */
    record EditMessage(
            @TargetAggregateIdentifier ConversationId conversation,
            MessageId message,
            Content content,
            List<UserId> mentions,
            boolean mentionsEveryone)
            implements MessageCommand {
        public EditMessage {
            mentions = List.copyOf(new LinkedHashSet<>(mentions));
        }
    }

    /** Takes it back. When that has happened already, or its time was over, the wish is true. */
    record RecallMessage(@TargetAggregateIdentifier ConversationId conversation, MessageId message)
            implements MessageCommand {}

    /** Lets a message's end happen. Sent by the server when its time is over; before that, and after it has happened, nothing changes. */
    record ExpireMessage(@TargetAggregateIdentifier ConversationId conversation, MessageId message)
            implements MessageCommand {}

    record AddReaction(@TargetAggregateIdentifier ConversationId conversation, MessageId message, String emoji)
            implements MessageCommand {}

    record RemoveReaction(@TargetAggregateIdentifier ConversationId conversation, MessageId message, String emoji)
            implements MessageCommand {}

    record PinMessage(@TargetAggregateIdentifier ConversationId conversation, MessageId message)
            implements MessageCommand {}

    record UnpinMessage(@TargetAggregateIdentifier ConversationId conversation, MessageId message)
            implements MessageCommand {}

    /**
     * Tells somebody something in the name of the service, in their system conversation ({@link ConversationId#system}), which begins with
     * the first of it. {@code clientId} as with {@code SendMessage}.
     */
    record PostNotice(
            @TargetAggregateIdentifier ConversationId conversation,
            UserId to,
            @Nullable String clientId,
            Content content)
            implements MessageCommand {}
}
