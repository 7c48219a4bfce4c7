package dev.parley.command.conversation;

import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A change as a merge patch (RFC 7396), in the words of commands: a field that is not named is null, which leaves it as it is; JSON's null,
 * which takes it away, is the empty text.
 */
record Patch(ObjectNode body) {

    @Nullable
    String text(String field) {
        return body.has(field) ? text(field, body.get(field)) : null;
    }

    /** Each of them changes by itself. */
    @Nullable
    Map<String, String> texts(String field) {
        if (!body.has(field)) {
            return null;
        }
        if (!body.get(field).isObject()) {
            throw new InvalidInput(
                    Reason.MALFORMED,
                    field,
                    "The field " + field + " is an object of texts; to take one away, name it with null.");
        }
        Map<String, String> texts = new TreeMap<>();
        body.get(field)
                .properties()
                .forEach(each -> texts.put(each.getKey(), text(field + "." + each.getKey(), each.getValue())));
        return texts;
    }

    /** Null of JSON is a time that is over. */
    @Nullable
    Instant time(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new InvalidInput(field, "The field " + field + " is a time of RFC 3339, like 2030-01-02T03:04:05Z.");
        }
    }

    private static String text(String field, JsonNode value) {
        if (value.isNull()) {
            return "";
        }
        if (!value.isString()) {
            throw new InvalidInput(Reason.MALFORMED, field, "The field " + field + " is a text.");
        }
        return value.stringValue();
    }
}
