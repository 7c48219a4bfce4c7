package dev.parley.query.replay;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.PeopleEvent;
import dev.parley.api.people.UserId;
import dev.parley.api.schedule.ScheduleEvent;
import dev.parley.api.schedule.ScheduleId;
import dev.parley.api.wire.EventTypes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What becomes of a part of an event that is masked. It follows from the types of the events' fields, so that a new event is masked without
 * anybody thinking of it: what is not known to be harmless is hidden.
 */
sealed interface Treatment {

    /** Without further parts. */
    enum Plain implements Treatment {
        /** Numbers, times, states: shown as they are. */
        SHOWN,
        /** The id of a person: their pseudonym. */
        PERSON,
        /** Another id from which people could be found out: a pseudonym as well. */
        ID,
        /** The id of a message: the pseudonym of its conversation, and its number. */
        MESSAGE,
        /** What a message says: of which kind and how large it is. */
        CONTENT,
        /** Whatever else. */
        HIDDEN
    }

    /** Each part has its own; one that is not named is hidden. */
    record Parts(Map<String, Treatment> named) implements Treatment {
        public Parts {
            named = Map.copyOf(named);
        }

        Treatment of(String part) {
            return named.getOrDefault(part, Plain.HIDDEN);
        }
    }

    /** Of content, what tells nothing of what it says. */
    Set<String> SHOWN_OF_CONTENT = Set.of("type", "size", "mimeType", "width", "height", "durationMs");

    /** Of every event there is, by its simple name. */
    static Map<String, Parts> ofEvents() {
        Map<String, Parts> treatments = new HashMap<>();
        Stream.of(ConversationEvent.class, PeopleEvent.class, ScheduleEvent.class)
                .flatMap(family -> EventTypes.of(family).entrySet().stream())
                .forEach(event -> treatments.put(event.getKey(), partsOf(event.getValue())));
        return treatments;
    }

    private static Parts partsOf(Class<?> type) {
        Map<String, Treatment> parts = new HashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            parts.put(component.getName(), of(component.getGenericType()));
        }
        return new Parts(parts);
    }

    private static Treatment of(Type type) {
        return switch (type) {
            case ParameterizedType list
            when list.getRawType() instanceof Class<?> raw && Collection.class.isAssignableFrom(raw) ->
                of(list.getActualTypeArguments()[0]);
            case Class<?> plain -> ofClass(plain);
            default -> Plain.HIDDEN;
        };
    }

    private static Treatment ofClass(Class<?> type) {
        if (type == UserId.class) {
            return Plain.PERSON;
        }
        if (type == MessageId.class) {
            return Plain.MESSAGE;
        }
        if (Set.of(ConversationId.class, FriendshipId.class, ScheduleId.class, InvitationId.class)
                .contains(type)) {
            return Plain.ID;
        }
        if (type == Content.class) {
            return Plain.CONTENT;
        }
        if (type.isPrimitive()
                || type.isEnum()
                || Number.class.isAssignableFrom(type)
                || Set.of(Boolean.class, Instant.class, Duration.class, UUID.class)
                        .contains(type)) {
            return Plain.SHOWN;
        }
        return type.isRecord() && type.getRecordComponents().length > 1 ? partsOf(type) : Plain.HIDDEN;
    }
}
