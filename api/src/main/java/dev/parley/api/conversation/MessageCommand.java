package dev.parley.api.conversation;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.InvalidInput;
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
                MessageCommand.PostNotice,
                MessageCommand.WriteToPerson {

    /** Says it in other words. The same words again change nothing. Whom it mentions stays as it is where that is null. */
    record EditMessage(
            @TargetAggregateIdentifier ConversationId conversation,
            MessageId message,
            Content content,
            @Nullable List<UserId> mentions,
            @Nullable Boolean mentionsEveryone)
            implements MessageCommand {
        public EditMessage {
            content = required("content", content).checkedAsSaid();
            mentions = mentions == null ? null : List.copyOf(new LinkedHashSet<>(mentions));
            if (mentions != null && mentions.size() > SendMessage.MAX_MENTIONS) {
                throw new InvalidInput(
                        "mentions", "A message mentions at most " + SendMessage.MAX_MENTIONS + " people.");
            }
        }
    }

    /** Takes it back. When that has happened already, or its time was over, the wish is true. */
    record RecallMessage(@TargetAggregateIdentifier ConversationId conversation, MessageId message)
            implements MessageCommand {}

    /** Lets a message's end happen. Sent by the server alone, which knows when its time is over; after it has happened nothing changes. */
    record ExpireMessage(@TargetAggregateIdentifier ConversationId conversation, MessageId message)
            implements MessageCommand {}

    record AddReaction(@TargetAggregateIdentifier ConversationId conversation, MessageId message, String emoji)
            implements MessageCommand {
        public AddReaction {
            emoji = Emoji.one("emoji", required("emoji", emoji));
        }
    }

    record RemoveReaction(@TargetAggregateIdentifier ConversationId conversation, MessageId message, String emoji)
            implements MessageCommand {
        public RemoveReaction {
            emoji = Emoji.one("emoji", required("emoji", emoji));
        }
    }

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
            implements MessageCommand {
        public PostNotice {
            content = required("content", content).checked();
            if (content instanceof Content.Merged) {
                throw new InvalidInput("content.type", "A notice is nothing that was passed on.");
            }
            SendMessage.requireClientId(clientId);
        }
    }

    /**
     * Says something to one person, in the direct conversation with them ({@link ConversationId#direct}), which begins with it when there
     * is none yet. {@code clientId} as with {@code SendMessage}.
     */
    record WriteToPerson(
            @TargetAggregateIdentifier ConversationId conversation,
            UserId to,
            @Nullable String clientId,
            Content content)
            implements MessageCommand {
        public WriteToPerson {
            content = required("content", content).checkedAsSaid();
            SendMessage.requireClientId(clientId);
        }
    }
}
