package dev.parley.api.note;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one person has noted about their conversations. */
public record NotesView(@JsonProperty("_id") UserId user, Map<ConversationId, Notes> conversations) {

    public NotesView {
        conversations = conversations == null ? Map.of() : Map.copyOf(conversations);
    }

    public Notes about(ConversationId conversation) {
        return conversations.getOrDefault(conversation, Notes.NONE);
    }

    /** Each as its {@link Note} says; null = not noted. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Notes(
            @Nullable Boolean pinned,
            @Nullable Instant mutedUntil,
            @Nullable Long hiddenAt,
            @Nullable Long unreadAt,
            @Nullable Long cleared) {

        public static final Notes NONE = new Notes(null, null, null, null, null);

        public boolean isPinned() {
            return Boolean.TRUE.equals(pinned);
        }

        public boolean muted(Instant now) {
            return mutedUntil != null && now.isBefore(mutedUntil);
        }

        /** @param seq the newest message's */
        public boolean hidden(long seq) {
            return hiddenAt != null && seq <= hiddenAt;
        }

        /** @param readSeq how far they have read */
        public boolean markedUnread(long readSeq) {
            return unreadAt != null && readSeq <= unreadAt;
        }

        public long clearedTo() {
            return cleared == null ? 0 : cleared;
        }
    }
}
