package dev.parley.command.conversation;

import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import dev.parley.eventstore.EventKeys;
import dev.parley.eventstore.EventStorage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the message that a client id was used for, in the event store itself: an index beside the events, written with them. So it
 * reaches back as far as we promise, whatever was sent in between, and costs no memory of the aggregate's.
 */
@FunctionalInterface
interface PriorSends {

    /** A message and the version of the conversation that came with it. */
    record Prior(MessageSent sent, long version) {}

    Optional<Prior> find(ConversationId conversation, UserId sender, String clientId);

    /** The same for a command that may have none. */
    default Optional<Prior> find(SendMessage send, UserId sender) {
        String clientId = send.clientId();
        return clientId == null ? Optional.empty() : find(send.conversation(), sender, clientId);
    }

    static PriorSends in(EventStorage storage) {
        return (conversation, sender, clientId) -> storage.find(key(conversation, sender, clientId))
                .map(event -> new Prior((MessageSent) event.getPayload(), event.getSequenceNumber()));
    }

    /** By what events of conversations are found again. */
    EventKeys KEYS = PriorSends::key;

    private static @Nullable String key(Object event) {
        return event instanceof MessageSent sent && sent.clientId() != null
                ? key(sent.conversation(), sent.by(), sent.clientId())
                : null;
    }

    private static String key(ConversationId conversation, UserId sender, String clientId) {
        return conversation + "/" + sender + "/" + clientId;
    }
}
