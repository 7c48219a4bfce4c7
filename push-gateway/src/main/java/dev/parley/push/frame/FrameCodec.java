package dev.parley.push.frame;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.edge.Problem;
import dev.parley.edge.Trace;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.codec.DecodingException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Frames to and from the JSON of the sub-protocol {@value #PROTOCOL}. */
@Component
public final class FrameCodec implements FrameFormat {

    public static final String PROTOCOL = "parley.json.v1";

    private final JsonMapper json;
    private final ObjectWriter frames;

    public FrameCodec(JsonMapper json) {
        this.json = json;
        // As the family, not as the record: the type's name is written by the family.
        this.frames = json.writerFor(ServerFrame.class);
    }

    public Encoded encode(ServerFrame frame) {
        return new Encoded(frames.writeValueAsBytes(frame));
    }

    @Override
    public String protocol() {
        return PROTOCOL;
    }

    @Override
    public boolean binary() {
        return false;
    }

    @Override
    public byte[] message(ServerFrame frame) {
        return frames.writeValueAsBytes(frame);
    }

    @Override
    public byte[] message(Encoded frame) {
        return frame.utf8();
    }

    @Override
    public byte[] together(List<byte[]> messages) {
        int size = messages.size() + 1;
        for (byte[] message : messages) {
            size += message.length;
        }
        byte[] array = new byte[size];
        int at = 0;
        for (byte[] message : messages) {
            array[at] = (byte) (at == 0 ? '[' : ',');
            System.arraycopy(message, 0, array, at + 1, message.length);
            at += message.length + 1;
        }
        array[at] = ']';
        return array;
    }

    /** Bytes that are not UTF-8 are malformed JSON. */
    @Override
    public Received decode(byte[] utf8) {
        JsonNode tree;
        try {
            tree = json.readTree(utf8);
        } catch (JacksonException e) {
            return refused(null, Reason.MALFORMED, "The frame is not well-formed JSON.", null);
        }
        return tree.isObject()
                ? decode((ObjectNode) tree)
                : refused(null, Reason.MALFORMED, "A frame is a JSON object.", null);
    }

    /** The same of a tree, wherever it comes from. */
    Received decode(ObjectNode tree) {
        JsonNode id = tree.get("id");
        if (id != null && !id.isNull() && !(id.isString() && id.stringValue().length() <= ClientFrame.MAX_ID)) {
            String detail = "An id is a text of at most " + ClientFrame.MAX_ID + " characters.";
            return refused(null, Reason.INVALID, detail, "id");
        }
        return decode(tree, id == null || id.isNull() ? null : id.stringValue());
    }

    private Received decode(JsonNode tree, @Nullable String id) {
        JsonNode type = tree.get("type");
        if (type == null || !type.isString()) {
            return refused(id, Reason.MALFORMED, "A frame names itself in the text type.", "type");
        }
        Class<? extends ClientFrame> shape = shape(type.stringValue());
        if (shape == null) {
            return refused(id, Reason.UNKNOWN_FRAME, "We know no frame of this type.", "type");
        }
        try {
            return new Received.Understood(json.treeToValue(tree, shape));
        } catch (InvalidInput e) {
            return new Received.Refused(id, Problem.of(e, Trace.next()));
        } catch (JacksonException e) {
            return new Received.Refused(id, Problem.of(new DecodingException("Not a " + shape, e), Trace.next()));
        }
    }

    /** The word by which frames of this class name themselves. */
    public static String type(Class<?> frame) {
        JsonSubTypes family = ServerFrame.class.getAnnotation(JsonSubTypes.class);
        for (JsonSubTypes.Type one : family.value()) {
            if (one.value() == frame) {
                return one.name();
            }
        }
        String name = frame.getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static @Nullable Class<? extends ClientFrame> shape(String type) {
        return switch (type) {
            case "auth" -> ClientFrame.Auth.class;
            case "resume" -> ClientFrame.Resume.class;
            case "send" -> ClientFrame.Send.class;
            case "read" -> ClientFrame.Read.class;
            case "delivered" -> ClientFrame.Delivered.class;
            case "typing" -> ClientFrame.Typing.class;
            case "watch" -> ClientFrame.Watch.class;
            case "status" -> ClientFrame.Status.class;
            case "ping" -> ClientFrame.Ping.class;
            default -> null;
        };
    }

    private static Received refused(@Nullable String id, Reason code, String detail, @Nullable String field) {
        return new Received.Refused(id, Problem.of(code, detail, field, Trace.next()));
    }
}
