package dev.parley.query.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.ConversationView.LastMessage;
import dev.parley.api.conversation.GroupView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.note.DraftView;
import dev.parley.api.note.NotesView;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as one of its members sees it. {@code unread} is computed, never counted: messages after the reader's position that can
 * still be read, and none from before they joined; {@code firstMention} is the first of them that mentions the reader. {@code with} is the
 * other person of a direct one, which has no name of its own. {@code pinned} to {@code draft} are the reader's own notes.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConversationItem(
        ConversationId conversation,
        ConversationType type,
        @Nullable String name,
        @Nullable String avatar,
        @Nullable UserId with,
        int memberCount,
        @Nullable LastMessage lastMessage,
        long seq,
        long version,
        long unread,
        boolean mentioned,
        @Nullable Long firstMention,
        long readSeq,
        boolean pinned,
        boolean muted,
        @Nullable Instant mutedUntil,
        boolean hidden,
        boolean markedUnread,
        @Nullable Draft draft,
        Instant activeAt) {

    /** What they have begun to say, shortened. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Draft(String preview, @Nullable MessageId replyTo, Instant at) {

        static Draft of(DraftView view) {
            String text = view.text();
            int max = ConversationView.MAX_PREVIEW;
            String preview = text.codePointCount(0, text.length()) <= max
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, max - 1)) + "…";
            return new Draft(preview, view.replyTo(), view.at());
        }
    }

    /** Everything that one is made of: the conversation's own, and what its reader is and did there. */
    record Parts(
            ConversationView head,
            UserId reader,
            Membership membership,
            long readSeq,
            Unread.Count unread,
            NotesView.Notes notes,
            @Nullable DraftView draft) {}

    /** For somebody who is in it now. */
    static ConversationItem of(Parts parts, Instant now) {
        ConversationView head = parts.head();
        GroupView group = head.group();
        LastMessage last = head.lastMessage();
        NotesView.Notes notes = parts.notes();
        boolean muted = notes.muted(now);
        return new ConversationItem(
                head.conversation(),
                head.type(),
                head.name(),
                group == null ? null : group.avatar(),
                head.people() == null ? null : other(head.people(), parts.reader()),
                head.memberCount(),
                last != null && parts.membership().coversSeq(last.seq()) ? last : null,
                head.seq(),
                head.version(),
                parts.unread().messages(),
                parts.unread().firstMention() != null,
                parts.unread().firstMention(),
                parts.readSeq(),
                notes.isPinned(),
                muted,
                muted ? notes.mutedUntil() : null,
                notes.hidden(head.seq()),
                notes.markedUnread(parts.readSeq()),
                parts.draft() == null ? null : Draft.of(parts.draft()),
                head.activeAt());
    }

    /** The same without what was said, for when it is not certain that the reader was still there, or may read. */
    ConversationItem withoutLastMessage() {
        return new ConversationItem(
                conversation,
                type,
                name,
                avatar,
                with,
                memberCount,
                null,
                seq,
                version,
                unread,
                mentioned,
                firstMention,
                readSeq,
                pinned,
                muted,
                mutedUntil,
                hidden,
                markedUnread,
                draft,
                activeAt);
    }

    /** Having said the last message is having read it, even before the positions know. */
    static long readSeq(ConversationView head, UserId user, long read) {
        LastMessage last = head.lastMessage();
        return last != null && last.sender().equals(user) ? Math.max(read, last.seq()) : read;
    }

    /** Whom a direct conversation is with; oneself, when there is nobody else. */
    private static UserId other(List<UserId> people, UserId user) {
        return people.stream()
                .filter(person -> !person.equals(user))
                .findFirst()
                .orElse(user);
    }
}
