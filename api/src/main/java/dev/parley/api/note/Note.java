package dev.parley.api.note;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.api.conversation.MessageId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One thing to note. Each has a key of its own on the topic, so that two devices which note different things never undo one another. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Note.Pinned.class, name = "pinned"),
    @JsonSubTypes.Type(value = Note.Muted.class, name = "muted"),
    @JsonSubTypes.Type(value = Note.Hidden.class, name = "hidden"),
    @JsonSubTypes.Type(value = Note.MarkedUnread.class, name = "markedUnread"),
    @JsonSubTypes.Type(value = Note.Cleared.class, name = "cleared"),
    @JsonSubTypes.Type(value = Note.Draft.class, name = "draft"),
    @JsonSubTypes.Type(value = Note.Favourite.class, name = "favourite")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Note {

    /** What tells it from the others of the same person and conversation. */
    String field();

    /** Stands above the others in the list. */
    record Pinned(boolean pinned) implements Note {
        @Override
        public String field() {
            return "pinned";
        }
    }

    /** Makes no noise until then; null = it does. */
    record Muted(@Nullable Instant until) implements Note {

        /** For whoever says no time. */
        public static final Instant FOR_EVER = Instant.parse("9999-12-31T23:59:59Z");

        @Override
        public String field() {
            return "muted";
        }
    }

    /** Is out of the list as long as this is the newest message; null = it is not. */
    record Hidden(@Nullable Long seq) implements Note {
        @Override
        public String field() {
            return "hidden";
        }
    }

    /** Looks unread as long as they have not read on from here; null = it does not. */
    record MarkedUnread(@Nullable Long readSeq) implements Note {
        @Override
        public String field() {
            return "markedUnread";
        }
    }

    /** Nothing up to this message is shown any more. The largest wins. */
    record Cleared(long toSeq) implements Note {
        @Override
        public String field() {
            return "cleared";
        }
    }

    /** What they have begun to say; null = nothing. */
    record Draft(@Nullable String text, @Nullable MessageId replyTo) implements Note {
        @Override
        public String field() {
            return "draft";
        }
    }

    record Favourite(MessageId message, boolean favourite) implements Note {
        @Override
        public String field() {
            return "favourite:" + message.seq();
        }
    }
}
