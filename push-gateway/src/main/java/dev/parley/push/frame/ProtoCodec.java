package dev.parley.push.frame;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.api.Reason;
import dev.parley.api.proto.Frames;
import dev.parley.edge.Problem;
import dev.parley.edge.Trace;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Frames to and from the protobuf of the sub-protocol {@value #PROTOCOL}. What comes in becomes the tree that its JSON would be, so
 * that limits and refusals are the same in both.
 */
@Component
public final class ProtoCodec implements FrameFormat {

    public static final String PROTOCOL = "parley.proto.v1";

    private final JsonMapper json;
    private final FrameCodec frames;
    private final ProtoFrames protobuf;

    public ProtoCodec(JsonMapper json, FrameCodec frames) {
        this.json = json;
        this.frames = frames;
        this.protobuf = new ProtoFrames(json);
    }

    @Override
    public String protocol() {
        return PROTOCOL;
    }

    @Override
    public boolean binary() {
        return true;
    }

    @Override
    public byte[] message(ServerFrame frame) {
        return alone(protobuf.frame(frame));
    }

    @Override
    public byte[] message(Encoded frame) {
        return frame.protobuf(this::translated);
    }

    /** Two messages of protobuf, one behind the other, are one message with the repeated fields of both. */
    @Override
    public byte[] together(List<byte[]> messages) {
        byte[] all =
                new byte[messages.stream().mapToInt(message -> message.length).sum()];
        int at = 0;
        for (byte[] message : messages) {
            System.arraycopy(message, 0, all, at, message.length);
            at += message.length;
        }
        return all;
    }

    @Override
    public Received decode(byte[] message) {
        try {
            return decode(Frames.ClientFrame.parseFrom(message));
        } catch (InvalidProtocolBufferException e) {
            return malformed(null, "The message is no ClientFrame.", null);
        }
    }

    private Received decode(Frames.ClientFrame frame) {
        String id = frame.hasId() ? frame.getId() : null;
        ObjectNode tree = json.createObjectNode();
        tree.put("id", id);
        return switch (frame.getFrameCase()) {
            case AUTH -> {
                Frames.ClientFrame.Auth auth = frame.getAuth();
                yield frames.decode(named(tree, "auth").put("token", auth.hasToken() ? auth.getToken() : null));
            }
            case RESUME -> {
                frame.getResume().getHeadsMap().forEach(named(tree, "resume").putObject("heads")::put);
                yield frames.decode(tree);
            }
            case SEND -> send(id, named(tree, "send"), frame.getSend());
            case READ -> {
                Frames.ClientFrame.Read read = frame.getRead();
                yield frames.decode(named(tree, "read")
                        .put("conversation", read.hasConversation() ? read.getConversation() : null)
                        .put("seq", read.hasSeq() ? Long.valueOf(read.getSeq()) : null));
            }
            case DELIVERED -> {
                Frames.ClientFrame.Delivered delivered = frame.getDelivered();
                yield frames.decode(named(tree, "delivered")
                        .put("conversation", delivered.hasConversation() ? delivered.getConversation() : null)
                        .put("seq", delivered.hasSeq() ? Long.valueOf(delivered.getSeq()) : null));
            }
            case TYPING -> {
                Frames.ClientFrame.Typing typing = frame.getTyping();
                yield frames.decode(named(tree, "typing")
                        .put("conversation", typing.hasConversation() ? typing.getConversation() : null)
                        .put("active", typing.hasActive() ? Boolean.valueOf(typing.getActive()) : null));
            }
            case WATCH -> {
                frame.getWatch().getUsersList().forEach(named(tree, "watch").putArray("users")::add);
                yield frames.decode(tree);
            }
            case STATUS -> {
                Frames.ClientFrame.Status status = frame.getStatus();
                yield frames.decode(named(tree, "status").put("state", status.hasState() ? status.getState() : null));
            }
            case PING -> frames.decode(named(tree, "ping"));
            case FRAME_NOT_SET ->
                frame.getUnknownFields().asMap().isEmpty()
                        ? malformed(id, "A frame is one of those that a ClientFrame may hold.", "frame")
                        : new Received.Refused(
                                id,
                                Problem.of(
                                        Reason.UNKNOWN_FRAME, "We know no frame of this type.", "frame", Trace.next()));
        };
    }

    private Received send(@Nullable String id, ObjectNode tree, Frames.ClientFrame.Send send) {
        tree.put("conversation", send.hasConversation() ? send.getConversation() : null);
        tree.put("to", send.hasTo() ? send.getTo() : null);
        tree.put("clientId", send.hasClientId() ? send.getClientId() : null);
        tree.put("replyTo", send.hasReplyTo() ? send.getReplyTo() : null);
        send.getMentionsList().forEach(tree.putArray("mentions")::add);
        if (send.hasMentionsEveryone()) {
            tree.put("mentionsEveryone", send.getMentionsEveryone());
        }
        if (send.hasExpiresInSeconds()) {
            tree.put("expiresInSeconds", send.getExpiresInSeconds());
        }
        if (send.hasContent() && !put(tree, "content", send.getContent())) {
            return malformed(id, "The content is not well-formed JSON.", "content");
        }
        if (send.hasExtensions() && !put(tree, "extensions", send.getExtensions())) {
            return malformed(id, "The extensions are not well-formed JSON.", "extensions");
        }
        return frames.decode(tree);
    }

    private boolean put(ObjectNode tree, String field, ByteString bytes) {
        try {
            JsonNode value = json.readTree(bytes.toByteArray());
            if (value.isMissingNode()) {
                return false;
            }
            tree.set(field, value);
            return true;
        } catch (JacksonException e) {
            return false;
        }
    }

    /** An event's data stays what it is, byte for byte; the other frames are small. */
    private byte[] translated(byte[] utf8) {
        JsonNode frame = json.readTree(utf8);
        return alone(
                frame.path("type").asString().equals("event")
                        ? protobuf.event(frame, data(utf8))
                        : protobuf.frame(json.treeToValue(frame, ServerFrame.class)));
    }

    private byte @Nullable [] data(byte[] utf8) {
        try (JsonParser parser = json.createParser(utf8)) {
            parser.nextToken();
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (name.equals("data")) {
                    return Arrays.copyOfRange(
                            utf8, from, (int) parser.currentLocation().getByteOffset());
                }
            }
            return null;
        }
    }

    private static ObjectNode named(ObjectNode tree, String type) {
        return tree.put("type", type);
    }

    private static byte[] alone(Frames.ServerFrame frame) {
        return Frames.ServerFrames.newBuilder().addFrames(frame).build().toByteArray();
    }

    private static Received malformed(@Nullable String id, String detail, @Nullable String field) {
        return new Received.Refused(id, Problem.of(Reason.MALFORMED, detail, field, Trace.next()));
    }
}
