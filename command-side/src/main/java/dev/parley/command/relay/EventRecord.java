package dev.parley.command.relay;

import static dev.parley.api.wire.EventHeaders.BY;
import static dev.parley.api.wire.EventHeaders.CONTENT_TYPE;
import static dev.parley.api.wire.EventHeaders.ID;
import static dev.parley.api.wire.EventHeaders.POSITION;
import static dev.parley.api.wire.EventHeaders.REVISION;
import static dev.parley.api.wire.EventHeaders.SOURCE;
import static dev.parley.api.wire.EventHeaders.SPEC_VERSION;
import static dev.parley.api.wire.EventHeaders.SUBJECT;
import static dev.parley.api.wire.EventHeaders.TIME;
import static dev.parley.api.wire.EventHeaders.TRACE;
import static dev.parley.api.wire.EventHeaders.TYPE;
import static dev.parley.api.wire.EventHeaders.VERSION;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.people.FriendshipEvent;
import dev.parley.api.people.PeopleEvent;
import dev.parley.api.people.PersonEvent;
import dev.parley.api.schedule.ScheduleEvent;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.api.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Turns a stored event into the record that everybody reads: CloudEvents 1.0, Kafka binding, binary mode. */
final class EventRecord {

    private static final String EVENT_SOURCE = "/parley/events";

    private final Serializer serializer;

    EventRecord(Serializer serializer) {
        this.serializer = serializer;
    }

    /** @throws IllegalStateException when the event belongs to no topic: skipping it would be a hole */
    ProducerRecord<String, byte[]> of(TrackedEventMessage<?> message) {
        if (!(message instanceof DomainEventMessage<?> event)) {
            throw new IllegalStateException("Event " + message.getIdentifier() + " belongs to no aggregate");
        }
        SerializedObject<byte[]> body = event.serializePayload(serializer, byte[].class);
        var result = new ProducerRecord<>(topicOf(event).topicName(), event.getAggregateIdentifier(), body.getData());
        Headers headers = result.headers();
        put(headers, SPEC_VERSION, "1.0");
        put(headers, ID, event.getIdentifier());
        put(headers, TYPE, event.getPayloadType().getSimpleName());
        put(headers, SOURCE, EVENT_SOURCE);
        put(headers, SUBJECT, event.getAggregateIdentifier());
        put(headers, TIME, timeOf(event).toString());
        put(headers, CONTENT_TYPE, "application/json");
        put(headers, VERSION, Long.toString(event.getSequenceNumber()));
        put(headers, REVISION, body.getType().getRevision());
        put(headers, POSITION, Long.toString(message.trackingToken().position().orElse(-1)));
        put(headers, BY, byOf(event));
        put(headers, TRACE, metadata(event, CommandMetadata.TRACE));
        return result;
    }

    private static Topic topicOf(DomainEventMessage<?> event) {
        return switch (event.getPayload()) {
            case ConversationEvent e -> Topic.CONVERSATION_EVENTS;
            case PeopleEvent e -> Topic.PEOPLE_EVENTS;
            case ScheduleEvent e -> Topic.SCHEDULE_EVENTS;
            default ->
                throw new IllegalStateException("Event " + event.getIdentifier() + " is a "
                        + event.getPayloadType().getName() + ", which has no topic");
        };
    }

    /** The time that the event itself tells, so that headers and body never disagree. */
    private static Instant timeOf(DomainEventMessage<?> event) {
        return switch (event.getPayload()) {
            case ConversationEvent e -> e.at();
            case PersonEvent e -> e.at();
            case FriendshipEvent e -> e.at();
            case ScheduleEvent e -> e.at();
            default -> event.getTimestamp();
        };
    }

    private static @Nullable String byOf(DomainEventMessage<?> event) {
        return event.getPayload() instanceof ConversationEvent e ? e.by().toString() : null;
    }

    private static @Nullable String metadata(DomainEventMessage<?> event, String key) {
        Object value = event.getMetaData().get(key);
        return value == null ? null : value.toString();
    }

    private static void put(Headers headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value.getBytes(StandardCharsets.UTF_8));
        }
    }
}
