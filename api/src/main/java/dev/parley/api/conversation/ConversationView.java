package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of a conversation: what a list shows of it. {@code seq} is the newest message's (0 = none), {@code version} the newest
 * event that is in here, {@code activeAt} when something last happened that people look up for. {@code people} are those of a direct one;
 * null for a group, which may have thousands. The same for every member.
 *
 * @param group what only groups have
 * @param pins the oldest first
 * @param everyoneMentioned the newest messages that mention everybody, the oldest first, as their {@code seq}
 * @param disbandedAt null while it lasts
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationView(
        @JsonProperty("_id") ConversationId conversation,
        ConversationType type,
        @Nullable String name,
        int memberCount,
        @Nullable List<UserId> people,
        long seq,
        long version,
        @Nullable LastMessage lastMessage,
        Instant activeAt,
        @Nullable GroupView group,
        List<Pin> pins,
        List<Long> everyoneMentioned,
        @Nullable Instant disbandedAt) {

    /** In code points. */
    public static final int MAX_PREVIEW = 120;

    /** Those in {@code everyoneMentioned}, so that the head stays small. */
    public static final int MAX_MENTIONS = 50;

    @SuppressWarnings("ConstantValue") // older documents have neither list
    public ConversationView {
        pins = pins == null ? List.of() : List.copyOf(pins);
        everyoneMentioned = everyoneMentioned == null ? List.of() : List.copyOf(everyoneMentioned);
    }

    /** One without any of the rarer things. */
    public ConversationView(
            ConversationId conversation,
            ConversationType type,
            @Nullable String name,
            int memberCount,
            @Nullable List<UserId> people,
            long seq,
            long version,
            @Nullable LastMessage lastMessage,
            Instant activeAt) {
        this(
                conversation,
                type,
                name,
                memberCount,
                people,
                seq,
                version,
                lastMessage,
                activeAt,
                null,
                List.of(),
                List.of(),
                null);
    }

    /**
     * The newest message, shortened. {@code preview} is null, and {@code gone} says why, when there is nothing to read any more;
     * {@code editedAt} is null when it says what it said first.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LastMessage(
            MessageId message,
            long seq,
            UserId sender,
            Instant at,
            @Nullable String preview,
            @Nullable String type,
            @Nullable Instant editedAt,
            @Nullable Gone gone) {

        public LastMessage(MessageId message, long seq, UserId sender, Instant at, String preview) {
            this(message, seq, sender, at, preview, null, null, null);
        }
    }

    public record Pin(MessageId message, UserId by, Instant at) {}
}
