package dev.parley.query.replay;

import dev.parley.api.replay.ArchivedEvent;
import dev.parley.query.replay.Treatment.Parts;
import dev.parley.query.replay.Treatment.Plain;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What happened, and when, and to how many; people by their pseudonyms, and words by their lengths. For one thread at a time. */
final class Masked implements Disclosure {

    /** Stands for a text that is hidden; how many characters it has follows. */
    static final String HIDDEN_TEXT = "masked:";

    /** The service itself, which is nobody. */
    private static final String PARLEY = "00000000-0000-0000-0000-000000000000";

    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<String, Parts> TREATMENTS = Treatment.ofEvents();
    private static final Parts NOTHING = new Parts(Map.of());

    private final Pseudonyms pseudonyms;
    private final PeopleNamed people = new PeopleNamed();
    private final Bytes out = new Bytes(1_024);

    Masked(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    @Override
    public ArchivedEvent show(ArchivedEvent event) {
        return new ArchivedEvent(
                event.position(),
                event.storedAt(),
                event.type(),
                event.revision(),
                aggregate(event),
                event.version(),
                event.id(),
                null,
                payload(event));
    }

    @Override
    public String aggregate(ArchivedEvent event) {
        return pseudonyms.of(event.aggregate());
    }

    @Override
    public boolean names(UUID person, ArchivedEvent event) {
        String asked = person.toString();
        return people.in(event).stream().anyMatch(named -> pseudonym(named).equals(asked));
    }

    @Override
    public boolean showsIds() {
        return false;
    }

    private byte[] payload(ArchivedEvent event) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), event.payload())) {
            in.nextToken();
            copy(in, TREATMENTS.getOrDefault(event.type(), NOTHING));
        }
        return out.take();
    }

    private void copy(JsonParser in, Treatment treatment) {
        String before = "";
        if (in.currentToken() == JsonToken.START_OBJECT) {
            out.ascii("{");
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String part = in.currentName();
                out.ascii(before).quoted(part).ascii(":");
                in.nextToken();
                copyPart(in, inside(treatment, part));
                before = ",";
            }
            out.ascii("}");
        } else {
            out.ascii("[");
            while (in.nextToken() != JsonToken.END_ARRAY) {
                out.ascii(before);
                copyPart(in, treatment);
                before = ",";
            }
            out.ascii("]");
        }
    }

    private static Treatment inside(Treatment treatment, String part) {
        return switch (treatment) {
            case Parts parts -> parts.of(part);
            case Plain plain ->
                plain == Plain.CONTENT && Treatment.SHOWN_OF_CONTENT.contains(part) ? Plain.SHOWN : Plain.HIDDEN;
        };
    }

    private void copyPart(JsonParser in, Treatment treatment) {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            out.quoted(text(in.getString(), treatment));
        } else if (token.isScalarValue()) {
            // A number, true, false or null: as it lies there.
            out.ascii(treatment == Plain.SHOWN ? in.getString() : "null");
        } else if (treatment == Plain.HIDDEN) {
            // Even the names in it may be somebody's words.
            in.skipChildren();
            out.quoted(HIDDEN_TEXT + "object");
        } else {
            copy(in, treatment);
        }
    }

    private String text(String text, Treatment treatment) {
        if (!(treatment instanceof Plain plain)) {
            return HIDDEN_TEXT + text.length();
        }
        return switch (plain) {
            case SHOWN -> text;
            case PERSON, ID -> pseudonym(text);
            case MESSAGE -> message(text);
            case CONTENT, HIDDEN -> HIDDEN_TEXT + text.codePointCount(0, text.length());
        };
    }

    private String pseudonym(String id) {
        return id.equals(PARLEY) ? id : pseudonyms.of(id);
    }

    private String message(String id) {
        int dot = id.lastIndexOf('.');
        return dot < 0 ? HIDDEN_TEXT + id.length() : pseudonyms.of(id.substring(0, dot)) + id.substring(dot);
    }
}
