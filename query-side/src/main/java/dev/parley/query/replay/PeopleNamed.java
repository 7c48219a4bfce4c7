package dev.parley.query.replay;

import dev.parley.api.replay.ArchivedEvent;
import dev.parley.query.replay.Treatment.Parts;
import dev.parley.query.replay.Treatment.Plain;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Finds the ids of people in an event, wherever its type says that there is one. */
final class PeopleNamed {

    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<String, Parts> TREATMENTS = Treatment.ofEvents();
    private static final Parts NOTHING = new Parts(Map.of());

    Set<String> in(ArchivedEvent event) {
        Set<String> people = new HashSet<>();
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), event.payload())) {
            in.nextToken();
            collect(in, TREATMENTS.getOrDefault(event.type(), NOTHING), people);
        }
        return people;
    }

    private static void collect(JsonParser in, Parts parts, Set<String> people) {
        while (in.nextToken() != JsonToken.END_OBJECT) {
            Treatment treatment = parts.of(in.currentName());
            in.nextToken();
            if (treatment == Plain.PERSON) {
                collectAll(in, people);
            } else if (treatment instanceof Parts inner && in.currentToken() == JsonToken.START_OBJECT) {
                collect(in, inner, people);
            } else {
                in.skipChildren();
            }
        }
    }

    /** One id, or a list of them. */
    private static void collectAll(JsonParser in, Set<String> people) {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            people.add(in.getString());
        } else if (in.currentToken() == JsonToken.START_ARRAY) {
            while (in.nextToken() != JsonToken.END_ARRAY) {
                people.add(in.getString());
            }
        }
    }
}
