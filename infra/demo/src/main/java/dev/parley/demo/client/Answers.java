package dev.parley.demo.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the REST surface answers, as far as this client reads it. */
public interface Answers {

    record Account(String user) {}

    /** {@code expiresIn} is in seconds. */
    record Session(
            String accessToken, String refreshToken, String tokenType, long expiresIn, String user, String device) {}

    /** A conversation has changed, or is as it was wished already; {@code version} is its newest. */
    record Changed(String conversation, long version) {}

    /** The message is durable. */
    record Accepted(String message, long seq, long version, Instant at) {}

    record Message(
            String message,
            long seq,
            long version,
            String sender,
            Instant at,
            @Nullable Content content) {

        public String said() {
            return content == null || content.text() == null ? "" : content.text();
        }
    }

    /** {@code preview} is the beginning of what was said, as plain text. */
    record LastMessage(String message, long seq, String sender, Instant at, String preview) {}

    record Conversation(
            String conversation,
            String type,
            @Nullable String name,
            @Nullable LastMessage lastMessage,
            long seq,
            long version,
            long unread,
            long readSeq) {}

    /** {@code highlights} are pieces of the text as HTML, with what was looked for in {@code <em>}. */
    record Hit(
            String message,
            String conversation,
            long seq,
            long version,
            String sender,
            Instant at,
            List<String> highlights) {

        public Hit {
            highlights = List.copyOf(highlights);
        }

        /** The pieces without the marks. */
        public String unmarked() {
            return String.join(" … ", highlights).replaceAll("</?em>", "");
        }
    }
}
