package dev.parley.push.frame;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import dev.parley.api.proto.Frames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway says, as protobuf messages. */
final class ProtoFrames {

    private final JsonMapper json;

    ProtoFrames(JsonMapper json) {
        this.json = json;
    }

    Frames.ServerFrame frame(ServerFrame frame) {
        Frames.ServerFrame.Builder any = Frames.ServerFrame.newBuilder();
        return switch (frame) {
            case ServerFrame.Welcome welcome -> any.setWelcome(welcome(welcome)).build();
            case ServerFrame.Ok ok -> any.setOk(ok(ok)).build();
            case ServerFrame.Refusal refusal -> any.setError(error(refusal)).build();
            case ServerFrame.Event event -> event(event);
            case ServerFrame.Position position ->
                any.setPosition(Frames.ServerFrame.Position.newBuilder()
                                .setConversation(position.conversation().toString())
                                .setUser(position.user().toString())
                                .setRead(position.read())
                                .setDelivered(position.delivered()))
                        .build();
            case ServerFrame.Noted noted ->
                any.setNote(Frames.ServerFrame.Note.newBuilder()
                                .setConversation(noted.conversation().toString())
                                .setNote(UnsafeByteOperations.unsafeWrap(json.writeValueAsBytes(noted.note())))
                                .setAt(time(noted.at())))
                        .build();
            case ServerFrame.Presence presence ->
                any.setPresence(presence(presence)).build();
            case ServerFrame.Typing typing ->
                any.setTyping(Frames.ServerFrame.Typing.newBuilder()
                                .setConversation(typing.conversation().toString())
                                .setUser(typing.user().toString())
                                .setActive(typing.active()))
                        .build();
            case ServerFrame.Reset reset ->
                any.setReset(Frames.ServerFrame.Reset.newBuilder()
                                .setConversation(reset.conversation().toString())
                                .setVersion(reset.version()))
                        .build();
            case ServerFrame.CaughtUp caughtUp -> {
                Frames.ServerFrame.CaughtUp.Builder message = Frames.ServerFrame.CaughtUp.newBuilder();
                yield any.setCaughtUp(caughtUp.id() == null ? message : message.setId(caughtUp.id()))
                        .build();
            }
            case ServerFrame.Heads heads ->
                any.setHeads(Frames.ServerFrame.Heads.newBuilder()
                                .setCount(heads.count())
                                .setDigest(heads.digest()))
                        .build();
            case ServerFrame.Pong pong -> {
                Frames.ServerFrame.Pong.Builder message =
                        Frames.ServerFrame.Pong.newBuilder().setServerTime(time(pong.serverTime()));
                yield any.setPong(pong.id() == null ? message : message.setId(pong.id()))
                        .build();
            }
            case ServerFrame.Bye bye -> {
                Frames.ServerFrame.Bye.Builder message =
                        Frames.ServerFrame.Bye.newBuilder().setCode(bye.code()).setReason(bye.reason());
                yield any.setBye(
                                bye.reconnectAfterMs() == null
                                        ? message
                                        : message.setReconnectAfterMs(bye.reconnectAfterMs()))
                        .build();
            }
        };
    }

    /** @param frame the event's frame in JSON, {@code data} its data as it stands there */
    Frames.ServerFrame event(JsonNode frame, byte @Nullable [] data) {
        Frames.ServerFrame.Event.Builder event = Frames.ServerFrame.Event.newBuilder()
                .setConversation(frame.path("conversation").asString())
                .setVersion(frame.path("version").asLong())
                .setEvent(frame.path("event").asString())
                .setAt(time(Instant.parse(frame.path("at").asString())));
        if (frame.hasNonNull("by")) {
            event.setBy(frame.path("by").asString());
        }
        if (data != null) {
            event.setData(UnsafeByteOperations.unsafeWrap(data));
        }
        return Frames.ServerFrame.newBuilder().setEvent(event).build();
    }

    private static Frames.ServerFrame event(ServerFrame.Event from) {
        Frames.ServerFrame.Event.Builder event = Frames.ServerFrame.Event.newBuilder()
                .setConversation(from.conversation().toString())
                .setVersion(from.version())
                .setEvent(from.event())
                .setAt(time(from.at()));
        if (from.by() != null) {
            event.setBy(from.by());
        }
        if (from.data() != null) {
            event.setData(ByteString.copyFrom(from.data(), StandardCharsets.UTF_8));
        }
        return Frames.ServerFrame.newBuilder().setEvent(event).build();
    }

    private static Frames.ServerFrame.Welcome welcome(ServerFrame.Welcome from) {
        Frames.ServerFrame.Welcome.Builder welcome = Frames.ServerFrame.Welcome.newBuilder()
                .setSession(from.session().toString())
                .setUser(from.user().toString())
                .setDevice(from.device().toString())
                .setHeartbeatSeconds(from.heartbeatSeconds())
                .setLimits(Frames.ServerFrame.Welcome.Limits.newBuilder()
                        .setMaxFrameBytes(from.limits().maxFrameBytes())
                        .setMaxTextCharacters(from.limits().maxTextCharacters())
                        .setMaxMentions(from.limits().maxMentions())
                        .setResumeEvents(from.limits().resumeEvents()))
                .setServerTime(time(from.serverTime()));
        return (from.id() == null ? welcome : welcome.setId(from.id())).build();
    }

    private static Frames.ServerFrame.Ok ok(ServerFrame.Ok from) {
        Frames.ServerFrame.Ok.Builder ok = Frames.ServerFrame.Ok.newBuilder();
        if (from.id() != null) {
            ok.setId(from.id());
        }
        if (from.message() != null) {
            ok.setMessage(from.message().toString());
        }
        if (from.seq() != null) {
            ok.setSeq(from.seq());
        }
        if (from.version() != null) {
            ok.setVersion(from.version());
        }
        if (from.at() != null) {
            ok.setAt(time(from.at()));
        }
        return ok.build();
    }

    private static Frames.ServerFrame.Error error(ServerFrame.Refusal from) {
        Frames.ServerFrame.Error.Builder error = Frames.ServerFrame.Error.newBuilder()
                .setCode(from.code().name())
                .setDetail(from.detail());
        if (from.id() != null) {
            error.setId(from.id());
        }
        if (from.field() != null) {
            error.setField(from.field());
        }
        if (from.retryAfterSeconds() != null) {
            error.setRetryAfterSeconds(from.retryAfterSeconds());
        }
        if (from.traceId() != null) {
            error.setTraceId(from.traceId());
        }
        return error.build();
    }

    private static Frames.ServerFrame.Presence presence(ServerFrame.Presence from) {
        Frames.ServerFrame.Presence.Builder presence = Frames.ServerFrame.Presence.newBuilder()
                .setUser(from.user().toString())
                .setState(from.state().name().toLowerCase(Locale.ROOT))
                .setDevices(from.devices());
        return (from.lastSeen() == null ? presence : presence.setLastSeen(time(from.lastSeen()))).build();
    }

    private static Timestamp time(Instant at) {
        return Timestamp.newBuilder()
                .setSeconds(at.getEpochSecond())
                .setNanos(at.getNano())
                .build();
    }
}
