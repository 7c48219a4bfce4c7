package dev.parley.api.conversation;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.InvalidInput;
import dev.parley.api.people.UserId;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a conversation. Who asks stands in the command's metadata, never in the command. */
public sealed interface ConversationCommand
        permits ConversationCommand.CreateConversation, MembershipCommand, GroupCommand, MessageCommand {

    /** The most people that one call may name. Larger groups are filled in steps. */
    int MAX_USERS_PER_CALL = 500;

    ConversationId conversation();

    /**
     * Makes a conversation of the sender and {@code members}. Sent again with the same content it answers as the first time; a direct
     * one is found when it exists. {@code info} is a group's, and null for a direct one.
     */
    record CreateConversation(
            @TargetAggregateIdentifier ConversationId conversation,
            ConversationType type,
            Set<UserId> members,
            @Nullable GroupInfo info)
            implements ConversationCommand {
        public CreateConversation {
            members = unmodifiable("members", members);
            if (type == ConversationType.GROUP) {
                info = required("name", info).checked();
            } else if (info != null) {
                throw new InvalidInput("name", "Only a group has a name, a description, an avatar and attributes.");
            }
        }

        /** A group with nothing but a name. */
        public CreateConversation(
                ConversationId conversation, ConversationType type, Set<UserId> members, String name) {
            this(conversation, type, members, GroupInfo.named(name));
        }

        /** One that has no name. */
        public CreateConversation(ConversationId conversation, ConversationType type, Set<UserId> members) {
            this(conversation, type, members, (GroupInfo) null);
        }
    }

    /** Adds people. Those who are in it already stay as they are. */
    record AddMembers(@TargetAggregateIdentifier ConversationId conversation, Set<UserId> users)
            implements MembershipCommand {
        public AddMembers {
            users = unmodifiable("users", users);
        }
    }

    /** Removes somebody else. When they are gone already, the wish is true and nothing happens. */
    record KickMember(@TargetAggregateIdentifier ConversationId conversation, UserId member)
            implements MembershipCommand {}

    /** Removes oneself. */
    record LeaveConversation(@TargetAggregateIdentifier ConversationId conversation) implements MembershipCommand {}

    /**
     * Says something. {@code clientId} is the sender's idempotency key: the same key with the same content gets the first answer
     * again, with other content a {@code CONFLICT}; null = no such protection.
     */
    record SendMessage(
            @TargetAggregateIdentifier ConversationId conversation,
            @Nullable String clientId,
            Content content,
            @Nullable MessageId replyTo,
            List<UserId> mentions,
            boolean mentionsEveryone,
            @Nullable Duration expiresIn,
            @Nullable Extensions extensions,
            @Nullable Forwarded forwarded)
            implements MessageCommand {

        /** In UTF-16 units; a UUID has 36. */
        public static final int MAX_CLIENT_ID = 64;

        public static final int MAX_MENTIONS = 100;

        /** Of a message that disappears by itself. */
        public static final Duration MIN_LIFE = Duration.ofSeconds(1);

        public static final Duration MAX_LIFE = Duration.ofDays(365);

        public SendMessage {
            content = required("content", content).checked();
            mentions = List.copyOf(new LinkedHashSet<>(mentions));
            requireClientId(clientId);
            if (mentions.size() > MAX_MENTIONS) {
                throw new InvalidInput("mentions", "A message mentions at most " + MAX_MENTIONS + " people.");
            }
            if (replyTo != null && !replyTo.conversation().equals(conversation)) {
                throw new InvalidInput("replyTo", "A reply stays in the conversation of what it answers.");
            }
            if (expiresIn != null && (expiresIn.compareTo(MIN_LIFE) < 0 || expiresIn.compareTo(MAX_LIFE) > 0)) {
                throw new InvalidInput(
                        "expiresInSeconds",
                        "A message disappears after " + MIN_LIFE.toSeconds() + " to " + MAX_LIFE.toSeconds()
                                + " seconds, not " + expiresIn.toSeconds() + ".");
            }
            if (extensions != null) {
                extensions.require("extensions");
            }
        }

        static void requireClientId(@Nullable String clientId) {
            if (clientId != null && (clientId.isBlank() || clientId.length() > MAX_CLIENT_ID)) {
                throw new InvalidInput("clientId", "A client id has 1 to " + MAX_CLIENT_ID + " characters.");
            }
        }

        /** A message without any of the rarer things. */
        public SendMessage(
                ConversationId conversation,
                @Nullable String clientId,
                Content content,
                @Nullable MessageId replyTo,
                List<UserId> mentions) {
            this(conversation, clientId, content, replyTo, mentions, false, null, null, null);
        }
    }

    private static Set<UserId> unmodifiable(String field, Set<UserId> users) {
        if (users.size() > MAX_USERS_PER_CALL) {
            throw new InvalidInput(
                    field, "One call names at most " + MAX_USERS_PER_CALL + " people, not " + users.size() + ".");
        }
        return Collections.unmodifiableSet(new LinkedHashSet<>(users));
    }
}
