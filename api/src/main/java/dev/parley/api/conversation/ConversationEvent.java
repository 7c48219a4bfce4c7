package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to a conversation. The order of a conversation's events is its {@code version}, from 0 without gaps.
 * {@code headSeq} is the newest message's {@code seq} at that moment (0 = none): with it a membership has its limits in messages too.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ConversationEvent {

    ConversationId conversation();

    /** Whoever made it happen. */
    UserId by();

    /** By the server's clock; order never depends on it. */
    Instant at();

    /** It begins. {@code members} holds the creator too, first; the creator of a group owns it. */
    @Revision("1")
    record ConversationCreated(
            ConversationId conversation,
            ConversationType type,
            @Nullable String name,
            List<UserId> members,
            UserId by,
            Instant at)
            implements ConversationEvent {
        public ConversationCreated {
            members = List.copyOf(members);
        }
    }

    /** They see what happens from this event on. */
    @Revision("1")
    record MembersAdded(ConversationId conversation, List<UserId> members, long headSeq, UserId by, Instant at)
            implements ConversationEvent {
        public MembersAdded {
            members = List.copyOf(members);
        }
    }

    /** This event is the last that the member sees. */
    @Revision("1")
    record MemberKicked(ConversationId conversation, UserId member, long headSeq, UserId by, Instant at)
            implements ConversationEvent {}

    /** This event is the last that the member sees. Who left is {@code by}. */
    @Revision("1")
    record MemberLeft(ConversationId conversation, long headSeq, UserId by, Instant at) implements ConversationEvent {}

    /** Somebody said something. {@code seq} numbers messages without gaps, from 1. The sender is {@code by}. */
    @Revision("1")
    record MessageSent(
            ConversationId conversation,
            MessageId message,
            long seq,
            @Nullable String clientId,
            Content content,
            @Nullable MessageId replyTo,
            List<UserId> mentions,
            UserId by,
            Instant at)
            implements ConversationEvent {
        public MessageSent {
            mentions = List.copyOf(mentions);
        }
    }
}
