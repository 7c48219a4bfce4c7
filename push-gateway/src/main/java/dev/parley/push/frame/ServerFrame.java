package dev.parley.push.frame;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.note.Note;
import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import dev.parley.edge.Problem;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the gateway says to a client. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerFrame.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = ServerFrame.Ok.class, name = "ok"),
    @JsonSubTypes.Type(value = ServerFrame.Refusal.class, name = "error"),
    @JsonSubTypes.Type(value = ServerFrame.Event.class, name = "event"),
    @JsonSubTypes.Type(value = ServerFrame.Position.class, name = "position"),
    @JsonSubTypes.Type(value = ServerFrame.Noted.class, name = "note"),
    @JsonSubTypes.Type(value = ServerFrame.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = ServerFrame.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = ServerFrame.Reset.class, name = "reset"),
    @JsonSubTypes.Type(value = ServerFrame.CaughtUp.class, name = "caughtUp"),
    @JsonSubTypes.Type(value = ServerFrame.Heads.class, name = "heads"),
    @JsonSubTypes.Type(value = ServerFrame.Pong.class, name = "pong"),
    @JsonSubTypes.Type(value = ServerFrame.Bye.class, name = "bye")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ServerFrame {

    /** The connection is open and knows who it belongs to. */
    record Welcome(
            @Nullable String id,
            UUID session,
            UserId user,
            DeviceId device,
            long heartbeatSeconds,
            Limits limits,
            Instant serverTime)
            implements ServerFrame {

        /** {@code resumeEvents}: more than that missing in one conversation is answered by {@code reset}. */
        public record Limits(long maxFrameBytes, int maxTextCharacters, int maxMentions, int resumeEvents) {}
    }

    /** Yes. The fields behind the id are a sent message's. */
    record Ok(
            @Nullable String id,
            @Nullable MessageId message,
            @Nullable Long seq,
            @Nullable Long version,
            @Nullable Instant at)
            implements ServerFrame {

        public static Ok to(@Nullable String id) {
            return new Ok(id, null, null, null, null);
        }

        public static Ok to(@Nullable String id, MessageAccepted accepted) {
            return new Ok(id, accepted.message(), accepted.seq(), accepted.version(), accepted.at());
        }
    }

    /** No, and why, in the words of REST's problem documents. */
    record Refusal(
            @Nullable String id,
            Reason code,
            String detail,
            @Nullable String field,
            @Nullable Long retryAfterSeconds,
            @Nullable String traceId)
            implements ServerFrame {

        public static Refusal to(@Nullable String id, Problem problem) {
            return new Refusal(
                    id,
                    problem.code(),
                    problem.detail(),
                    problem.field(),
                    problem.code().passes() ? 1L : null,
                    problem.traceId());
        }
    }

    /** Something happened in a conversation. {@code data} is the event's stored JSON, untouched. */
    record Event(
            ConversationId conversation,
            long version,
            String event,
            Instant at,
            @Nullable String by,
            @JsonRawValue @Nullable String data)
            implements ServerFrame {}

    /** How far somebody has read and received a conversation. Both only ever grow. */
    record Position(ConversationId conversation, UserId user, long read, long delivered) implements ServerFrame {}

    /** What the same person noted on another of their devices. Of one kind in one conversation the newest counts. */
    record Noted(ConversationId conversation, Note note, Instant at) implements ServerFrame {}

    record Presence(UserId user, State state, @Nullable Instant lastSeen, int devices) implements ServerFrame {

        /** What others see. */
        public enum State {
            @JsonProperty("online")
            ONLINE,
            @JsonProperty("away")
            AWAY,
            @JsonProperty("offline")
            OFFLINE
        }
    }

    record Typing(ConversationId conversation, UserId user, boolean active) implements ServerFrame {}

    /** Too much is missing to stream it: reload the conversation by REST, then go on from this version. */
    record Reset(ConversationId conversation, long version) implements ServerFrame {}

    /** Everything that was missing when {@code resume} came has been sent. */
    record CaughtUp(@Nullable String id) implements ServerFrame {}

    /** What a client that has everything has: a digest over conversation and newest version of all it belongs to. */
    record Heads(int count, String digest) implements ServerFrame {}

    record Pong(@Nullable String id, Instant serverTime) implements ServerFrame {}

    /** The connection closes right after this. Without a time to come back after, there is no point in coming back. */
    record Bye(int code, String reason, @Nullable Long reconnectAfterMs) implements ServerFrame {}
}
