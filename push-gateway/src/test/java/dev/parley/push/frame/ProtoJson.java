package dev.parley.push.frame;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.parley.api.proto.Frames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Frames of {@code parley.proto.v1} as those of {@code parley.json.v1}, by nothing but the names in the published file. */
public final class ProtoJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ProtoJson() {}

    /** The frames of one message of the server. */
    public static List<JsonNode> read(byte[] message) {
        try {
            List<JsonNode> frames = new ArrayList<>();
            for (Frames.ServerFrame frame :
                    Frames.ServerFrames.parseFrom(message).getFramesList()) {
                Map.Entry<FieldDescriptor, Object> one =
                        frame.getAllFields().entrySet().iterator().next();
                ObjectNode json =
                        JSON.createObjectNode().put("type", one.getKey().getJsonName());
                fields(json, (Message) one.getValue());
                frames.add(json);
            }
            return frames;
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A client's frame that says the same as this JSON. */
    public static Frames.ClientFrame write(JsonNode json) {
        Frames.ClientFrame.Builder frame = Frames.ClientFrame.newBuilder();
        FieldDescriptor kind = field(frame, json.get("type").asString());
        Message.Builder one = frame.newBuilderForField(kind);
        json.properties().forEach(entry -> {
            if (entry.getKey().equals("id")) {
                frame.setId(entry.getValue().asString());
            } else if (!entry.getKey().equals("type")) {
                set(one, field(one, entry.getKey()), entry.getValue());
            }
        });
        return frame.setField(kind, one.build()).build();
    }

    private static void set(Message.Builder to, FieldDescriptor field, JsonNode value) {
        if (field.isMapField()) {
            value.properties().forEach(entry -> {
                DynamicMessage.Builder pair = DynamicMessage.newBuilder(field.getMessageType());
                pair.setField(field.getMessageType().findFieldByName("key"), entry.getKey());
                pair.setField(
                        field.getMessageType().findFieldByName("value"),
                        entry.getValue().asLong());
                to.addRepeatedField(field, pair.build());
            });
        } else if (field.isRepeated()) {
            value.forEach(each -> to.addRepeatedField(field, each.asString()));
        } else {
            to.setField(
                    field,
                    switch (field.getJavaType()) {
                        case LONG -> value.asLong();
                        case BOOLEAN -> value.asBoolean();
                        case BYTE_STRING -> ByteString.copyFrom(JSON.writeValueAsBytes(value));
                        default -> value.asString();
                    });
        }
    }

    private static void fields(ObjectNode to, Message message) {
        message.getDescriptorForType().getFields().stream()
                .filter(field -> field.hasPresence() ? message.hasField(field) : !field.isRepeated())
                .forEach(field -> to.set(field.getJsonName(), value(message.getField(field))));
    }

    private static JsonNode value(Object value) {
        return switch (value) {
            case Timestamp at ->
                JSON.valueToTree(
                        Instant.ofEpochSecond(at.getSeconds(), at.getNanos()).toString());
            case Message nested -> {
                ObjectNode object = JSON.createObjectNode();
                fields(object, nested);
                yield object;
            }
            case ByteString bytes -> JSON.readTree(bytes.toByteArray());
            default -> JSON.valueToTree(value);
        };
    }

    private static FieldDescriptor field(Message.Builder of, String jsonName) {
        return of.getDescriptorForType().getFields().stream()
                .filter(field -> field.getJsonName().equals(jsonName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The published file lacks " + jsonName));
    }
}
