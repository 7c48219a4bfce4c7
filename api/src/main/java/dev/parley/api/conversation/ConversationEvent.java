package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What can happen to a conversation. The order of a conversation's events is its {@code version}, from 0 without gaps.
 * {@code headSeq} is the newest message's {@code seq} at that moment (0 = none): with it a membership has its limits in messages too.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ConversationEvent
        permits ConversationEvent.ConversationCreated, MembershipEvent, GroupEvent, MessageEvent {

    ConversationId conversation();

    /** Whoever made it happen. */
    UserId by();

    /** By the server's clock; order never depends on it. */
    Instant at();

    /**
     * It begins. {@code members} holds the creator too, first; the creator of a group owns it. What a group shows of itself may be more than
     * its name; a direct conversation shows nothing.
     */
    @Revision("2")
    record ConversationCreated(
            ConversationId conversation,
            ConversationType type,
            @Nullable String name,
            @Nullable String description,
            @Nullable String avatar,
            @Nullable Map<String, String> attributes,
            List<UserId> members,
            UserId by,
            Instant at)
            implements ConversationEvent {
        public ConversationCreated {
            attributes = attributes == null ? null : Collections.unmodifiableMap(new TreeMap<>(attributes));
            members = List.copyOf(members);
        }

        /** One that shows at most a name. */
        public ConversationCreated(
                ConversationId conversation,
                ConversationType type,
                @Nullable String name,
                List<UserId> members,
                UserId by,
                Instant at) {
            this(conversation, type, name, null, null, null, members, by, at);
        }
    }

    /**
     * They see what happens from this event on, and the messages after {@code afterSeq}: 0 where newcomers may read everything, else
     * {@code headSeq}. Whoever joined by themselves is {@code by}.
     *
     * @param invitation by which they came; null when by none
     */
    @Revision("2")
    record MembersAdded(
            ConversationId conversation,
            List<UserId> members,
            long headSeq,
            long afterSeq,
            JoinedVia via,
            @Nullable InvitationId invitation,
            UserId by,
            Instant at)
            implements MembershipEvent {
        public MembersAdded {
            members = List.copyOf(members);
        }

        /** Added by a member, and reading from here on. */
        public MembersAdded(ConversationId conversation, List<UserId> members, long headSeq, UserId by, Instant at) {
            this(conversation, members, headSeq, headSeq, JoinedVia.ADDED, null, by, at);
        }
    }

    /** This event is the last that the member sees. */
    @Revision("1")
    record MemberKicked(ConversationId conversation, UserId member, long headSeq, UserId by, Instant at)
            implements MembershipEvent {}

    /** This event is the last that the member sees. Who left is {@code by}. */
    @Revision("1")
    record MemberLeft(ConversationId conversation, long headSeq, UserId by, Instant at) implements MembershipEvent {}

    /**
     * Somebody said something. {@code seq} numbers messages without gaps, from 1. The sender is {@code by}.
     *
     * @param expiresAt when it disappears by itself; null = never
     * @param extensions what an application adds to it; null = nothing
     * @param forwarded where it was passed on from; null = said here first
     */
    @Revision("2")
    record MessageSent(
            ConversationId conversation,
            MessageId message,
            long seq,
            @Nullable String clientId,
            Content content,
            @Nullable MessageId replyTo,
            List<UserId> mentions,
            boolean mentionsEveryone,
            @Nullable Instant expiresAt,
            @Nullable Extensions extensions,
            @Nullable Forwarded forwarded,
            UserId by,
            Instant at)
            implements MessageEvent {
        public MessageSent {
            mentions = List.copyOf(mentions);
        }

        /** A message without any of the rarer things. */
        public MessageSent(
                ConversationId conversation,
                MessageId message,
                long seq,
                @Nullable String clientId,
                Content content,
                @Nullable MessageId replyTo,
                List<UserId> mentions,
                UserId by,
                Instant at) {
            this(conversation, message, seq, clientId, content, replyTo, mentions, false, null, null, null, by, at);
        }
    }
}
