package dev.parley.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a device hears. Events and resets arrive without loss; everything else is worth something only now, and may be left out. */
public sealed interface Incoming {

    /**
     * Something happened in a conversation; once, and in the order of {@code version}.
     *
     * @param name such as {@code MessageSent}; {@code Withheld} for what is none of one's business
     * @param data as the server stored it; a missing node when the event is withheld
     */
    record Event(
            String conversation,
            long version,
            String name,
            Instant at,
            @Nullable String by,
            JsonNode data) implements Incoming {

        /** The text of a message; empty for everything else. */
        public String text() {
            return data.path("content").path("text").asString("");
        }
    }

    /** Too much was missing: reload the conversation by REST; events go on behind this version. */
    record Reset(String conversation, long version) implements Incoming {}

    /** How far somebody has read and received a conversation. */
    record Position(String conversation, String user, long read, long delivered) implements Incoming {}

    /** @param state {@code online}, {@code away} or {@code offline} */
    record Presence(String user, String state, @Nullable Instant lastSeen, int devices) implements Incoming {}

    record Typing(String conversation, String user, boolean active) implements Incoming {}

    /** The connection is open, and it is this person's. What is missing is on its way. */
    record Online(String user, String device) implements Incoming {}

    /** Everything that was missing has been delivered. */
    record CaughtUp() implements Incoming {}

    /** The connection is gone, and a new one will be made. */
    record Offline(int code, String reason) implements Incoming {}
}
