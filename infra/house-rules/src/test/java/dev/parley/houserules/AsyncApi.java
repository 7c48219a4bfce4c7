package dev.parley.houserules;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomPropertyDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.note.NoteTaken;
import dev.parley.api.people.PeopleEvent;
import dev.parley.api.position.PositionMoved;
import dev.parley.api.presence.PresenceNews;
import dev.parley.api.schedule.ScheduleEvent;
import dev.parley.api.session.Revocation;
import dev.parley.api.signal.TypingChanged;
import dev.parley.api.wire.EventHeaders;
import dev.parley.api.wire.EventTypes;
import dev.parley.api.wire.Topic;
import dev.parley.push.frame.ClientFrame;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.frame.ServerFrame;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Draws the AsyncAPI 3 document of what Parley publishes on Kafka, and says on its socket, from the records themselves. */
final class AsyncApi {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final SchemaBuilder schemas = generator().buildMultipleSchemaDefinitions();
    private final ObjectNode document = JSON.createObjectNode();
    private final ObjectNode messages = JSON.createObjectNode();

    private AsyncApi() {}

    static ObjectNode draw() {
        return new AsyncApi().document();
    }

    private ObjectNode document() {
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Parley's events")
                .put("version", "1.0.0")
                .put(
                        "description",
                        "What Parley publishes on Kafka, and says on its socket. Events are CloudEvents 1.0 in the binary mode of the Kafka binding; "
                                + "their order is that of the version of their key, from 0 without gaps. Whoever reads older "
                                + "records meets older revisions of some events, as the header tells.");
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        events(Topic.CONVERSATION_EVENTS, "the conversation's id", ConversationEvent.class, channels, operations);
        events(Topic.PEOPLE_EVENTS, "the id of the person or the friendship", PeopleEvent.class, channels, operations);
        events(Topic.SCHEDULE_EVENTS, "the id of the schedule", ScheduleEvent.class, channels, operations);
        events(
                Topic.SESSIONS,
                "the session, the person or the application, with its kind in front",
                Revocation.class,
                channels,
                operations);
        channel(
                Topic.POSITIONS,
                "the user's id and the conversation's, with a colon between",
                List.of(PositionMoved.class),
                channels,
                operations);
        channel(
                Topic.NOTES,
                "the user's id, the conversation's and what is noted, with colons between",
                List.of(NoteTaken.class),
                channels,
                operations);
        events(
                Topic.PRESENCE,
                "the device, after the user's id, or the gateway, each with its kind in front",
                PresenceNews.class,
                channels,
                operations);
        channel(Topic.SIGNALS, "the conversation's id", List.of(TypingChanged.class), channels, operations);
        socket(channels, operations);
        ObjectNode components = document.putObject("components");
        components.set("messages", messages);
        components.set("schemas", schemas.collectDefinitions("components/schemas"));
        return document;
    }

    /** Frames name themselves; those of both directions with the same name say the same thing, so each is named by its direction too. */
    private void socket(ObjectNode channels, ObjectNode operations) {
        ObjectNode channel = channels.putObject("socket");
        channel.put("address", "/ws");
        channel.put(
                "description",
                "WebSocket with the sub-protocol parley.json.v1; parley.proto.v1 says the same in protobuf "
                        + "(api/proto/src/main/protobuf/parley/frames.proto). Several frames of the server may stand in one "
                        + "array. GET /api/v1/events/stream sends the server's frames as server-sent events.");
        ObjectNode said = channel.putObject("messages");
        direction("receive", "client", ClientFrame.class, said, operations);
        direction("send", "server", ServerFrame.class, said, operations);
    }

    private void direction(String action, String side, Class<?> family, ObjectNode said, ObjectNode operations) {
        ObjectNode operation = operations.putObject(action + " frames");
        operation.put("action", action);
        operation.putObject("channel").put("$ref", "#/channels/socket");
        ArrayNode all = operation.putArray("messages");
        for (Class<?> frame : family.getPermittedSubclasses()) {
            String type = FrameCodec.type(frame);
            String name = side + "." + type;
            said.putObject(name).put("$ref", "#/components/messages/" + name);
            all.addObject().put("$ref", "#/channels/socket/messages/" + name);
            messages.set(name, frame(type, frame));
        }
    }

    private ObjectNode frame(String type, Class<?> frame) {
        ObjectNode message = JSON.createObjectNode().put("name", type);
        ObjectNode payload = message.putObject("payload");
        ArrayNode both = payload.putArray("allOf");
        both.add(schemas.createSchemaReference(frame));
        ObjectNode named = both.addObject();
        named.putObject("properties").putObject("type").put("const", type);
        named.putArray("required").add("type");
        return message;
    }

    private void events(Topic topic, String key, Class<?> family, ObjectNode channels, ObjectNode operations) {
        channel(topic, key, new TreeMap<String, Class<?>>(EventTypes.of(family)).values(), channels, operations);
    }

    private void channel(
            Topic topic, String key, Collection<? extends Class<?>> types, ObjectNode channels, ObjectNode operations) {
        ObjectNode channel = channels.putObject(topic.topicName());
        channel.put("address", topic.topicName());
        channel.put("description", "Its key is " + key + ".");
        ObjectNode said = channel.putObject("messages");
        for (Class<?> type : types) {
            String name = type.getSimpleName();
            said.putObject(name).put("$ref", "#/components/messages/" + name);
            messages.set(name, message(type));
        }
        ArrayNode policies = channel.putObject("bindings")
                .putObject("kafka")
                .put("partitions", topic.partitions())
                .putObject("topicConfiguration")
                .putArray("cleanup.policy");
        topic.cleanup().policies().forEach(policies::add);
        ObjectNode operation = operations.putObject("publish " + topic.topicName());
        operation.put("action", "send");
        operation.putObject("channel").put("$ref", "#/channels/" + topic.topicName());
    }

    private ObjectNode message(Class<?> type) {
        ObjectNode message = JSON.createObjectNode();
        message.put("name", type.getSimpleName());
        Revision revision = type.getAnnotation(Revision.class);
        if (revision != null) {
            message.set("headers", headers(type.getSimpleName(), revision.value()));
        }
        message.set("payload", schemas.createSchemaReference(type));
        return message;
    }

    private static ObjectNode headers(String event, String revision) {
        ObjectNode headers = JSON.createObjectNode();
        headers.put("type", "object");
        ArrayNode required = headers.putArray("required");
        List.of(EventHeaders.TYPE, EventHeaders.REVISION, EventHeaders.SUBJECT, EventHeaders.VERSION, EventHeaders.TIME)
                .forEach(required::add);
        ObjectNode properties = headers.putObject("properties");
        properties.putObject(EventHeaders.TYPE).put("const", event);
        properties.putObject(EventHeaders.REVISION).put("const", revision);
        return headers;
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        JSON, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonSchemaModule(
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY,
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
                        JacksonOption.INLINE_TRANSFORMED_SUBTYPES))
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        config.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            ObjectNode ours = Map.class.isAssignableFrom(type.getErasedType())
                    ? map(type.typeParametersFor(Map.class))
                    : ours(type.getErasedType());
            return ours == null ? null : new CustomDefinition(ours, true);
        });
        config.forFields()
                .withCustomDefinitionProvider((field, context) -> field.getAnnotation(JsonRawValue.class) == null
                        ? null
                        : new CustomPropertyDefinition(JSON.createObjectNode().put("type", "object")))
                .withRequiredCheck(field -> field.getAnnotationConsideringFieldAndGetter(Nullable.class) == null
                        && !mayBeLeftOut(field)
                        && Arrays.stream(field.getRawMember().getAnnotatedType().getAnnotations())
                                .noneMatch(Nullable.class::isInstance));
        return new SchemaGenerator(config.build());
    }

    /** The one list of a client's frame that a client may leave out. */
    private static boolean mayBeLeftOut(FieldScope field) {
        return field.getDeclaringType().getErasedType() == ClientFrame.Send.class
                && field.getName().equals("mentions");
    }

    private static ObjectNode map(@Nullable List<ResolvedType> keyAndValue) {
        boolean numbers = keyAndValue != null
                && keyAndValue.size() == 2
                && keyAndValue.get(1).getErasedType() == Long.class;
        ObjectNode map = JSON.createObjectNode().put("type", "object");
        map.putObject("additionalProperties").put("type", numbers ? "integer" : "string");
        return map;
    }

    /** Ids are records around one value and stand as that value's text. */
    private static @Nullable ObjectNode ours(Class<?> type) {
        if (type == Instant.class) {
            return JSON.createObjectNode().put("type", "string").put("format", "date-time");
        }
        boolean isText = type.isRecord()
                && Arrays.stream(type.getMethods())
                        .anyMatch(method ->
                                method.isAnnotationPresent(JsonValue.class) && method.getReturnType() == String.class);
        return isText ? JSON.createObjectNode().put("type", "string").put("title", type.getSimpleName()) : null;
    }
}
