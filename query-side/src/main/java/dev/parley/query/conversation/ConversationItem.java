package dev.parley.query.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.ConversationView.LastMessage;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as one of its members sees it. {@code unread} is computed, never counted: messages after the reader's position, and none
 * from before they joined. {@code with} is the other person of a direct one, which has no name of its own. Marks that nobody can set yet (pinned, muted, hidden, mentioned) are left out rather than guessed.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConversationItem(
        ConversationId conversation,
        ConversationType type,
        @Nullable String name,
        @Nullable UserId with,
        int memberCount,
        @Nullable LastMessage lastMessage,
        long seq,
        long version,
        long unread,
        long readSeq,
        Instant activeAt) {

    /** The same without what was said, for when it is not certain that the reader was still there. */
    ConversationItem withoutLastMessage() {
        return new ConversationItem(
                conversation, type, name, with, memberCount, null, seq, version, unread, readSeq, activeAt);
    }

    /** Whom a direct conversation is with; oneself, when there is nobody else. */
    private static UserId other(List<UserId> people, UserId user) {
        return people.stream()
                .filter(person -> !person.equals(user))
                .findFirst()
                .orElse(user);
    }

    /** For {@code user}, who is in it now and has read up to {@code read}. Having said the last message is having read it. */
    static ConversationItem of(ConversationView head, UserId user, Membership membership, long read) {
        LastMessage last = head.lastMessage();
        long readSeq = last != null && last.sender().equals(user) ? Math.max(read, last.seq()) : read;
        long floor = Math.max(readSeq, membership.unreadAfter());
        return new ConversationItem(
                head.conversation(),
                head.type(),
                head.name(),
                head.people() == null ? null : other(head.people(), user),
                head.memberCount(),
                last != null && membership.coversSeq(last.seq()) ? last : null,
                head.seq(),
                head.version(),
                Math.max(0, head.seq() - floor),
                readSeq,
                head.activeAt());
    }
}
