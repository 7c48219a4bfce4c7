package dev.parley.query.replay;

import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.people.PeopleEvent;
import dev.parley.api.schedule.ScheduleEvent;
import dev.parley.api.wire.EventTypes;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for. The ids are as the reader sees them: pseudonyms, where events are masked.
 *
 * @param types simple names; none = all
 * @param conversation all that happened in it
 * @param person all that names them
 * @param follow what happens from now on as well
 */
public record ReplayQuery(
        Optional<Bound> from,
        Optional<Bound> to,
        Set<String> types,
        Optional<UUID> conversation,
        Optional<UUID> person,
        boolean follow) {

    /** Everything there is to ask for. */
    public static final Set<String> KNOWN_TYPES = Stream.of(
                    ConversationEvent.class, PeopleEvent.class, ScheduleEvent.class)
            .flatMap(family -> EventTypes.of(family).keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));

    public ReplayQuery {
        types = Set.copyOf(types);
    }

    /** @throws InvalidInput naming what is not understood */
    public static ReplayQuery of(
            @Nullable String from,
            @Nullable String to,
            @Nullable String types,
            @Nullable String conversation,
            @Nullable String person,
            boolean follow) {
        return new ReplayQuery(
                Optional.ofNullable(from).map(text -> Bound.parseFrom("from", text)),
                Optional.ofNullable(to).map(text -> Bound.parse("to", text)),
                types == null ? Set.of() : types(types),
                Optional.ofNullable(conversation).map(text -> uuid("conversation", text)),
                Optional.ofNullable(person).map(text -> uuid("person", text)),
                follow);
    }

    private static Set<String> types(String text) {
        Set<String> asked =
                Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        asked.stream().filter(type -> !KNOWN_TYPES.contains(type)).findFirst().ifPresent(type -> {
            throw new InvalidInput(
                    "types",
                    "There are no events of the type \"" + type + "\". There are: " + String.join(", ", KNOWN_TYPES));
        });
        return asked;
    }

    private static UUID uuid(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(field, "An id of a " + field + " is a UUID.");
        }
    }
}
