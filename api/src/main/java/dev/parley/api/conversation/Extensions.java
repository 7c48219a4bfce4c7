package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.api.InvalidInput;
import dev.parley.api.PlainText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON of an application's own: strings, numbers, booleans, nulls, lists and objects, small and flat enough to be no burden for anybody
 * else. Parley keeps and delivers it, and reads nothing in it.
 */
public record Extensions(@JsonValue Map<String, @Nullable Object> values) {

    public static final int MAX_DEPTH = 8;
    /** Of all names, strings and numbers together, in UTF-16 units, with 8 for each value. */
    public static final int MAX_SIZE = 8_192;

    private static final int PER_VALUE = 8;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Extensions {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * For input, as opposed to what is kept already.
     *
     * @param field how the caller knows it
     * @throws InvalidInput when it is too deep or too large, or holds what is no text
     */
    public Extensions require(String field) {
        int size = size(field, values, 1);
        if (size > MAX_SIZE) {
            throw new InvalidInput(
                    field, "The field " + field + " holds at most " + MAX_SIZE + " characters, not " + size + ".");
        }
        return this;
    }

    private static int size(String field, @Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InvalidInput(field, "The field " + field + " nests at most " + MAX_DEPTH + " levels.");
        }
        return PER_VALUE
                + switch (value) {
                    case Map<?, ?> object ->
                        object.entrySet().stream()
                                .mapToInt(entry -> name(field, entry.getKey().toString())
                                        + size(field, entry.getValue(), depth + 1))
                                .sum();
                    case List<?> list ->
                        list.stream()
                                .mapToInt(each -> size(field, each, depth + 1))
                                .sum();
                    case String text -> PlainText.requireData(field, text).length();
                    case Number number ->
                        requireCommon(field, number).toString().length();
                    case null, default -> 0;
                };
    }

    /** As RFC 7493 has it: what is larger or finer no store and no program in between keeps as it was. */
    private static Number requireCommon(String field, Number number) {
        boolean common = number instanceof Integer
                || number instanceof Long
                || (number instanceof Double real && Double.isFinite(real));
        if (!common) {
            throw new InvalidInput(
                    field, "A number in the field " + field + " is an integer of 64 bits or a double of IEEE 754.");
        }
        return number;
    }

    /** Of letters that every store takes for a name. */
    private static int name(String field, String name) {
        if (name.isEmpty() || name.startsWith("$") || name.chars().anyMatch(c -> c < ' ' || c == '.')) {
            throw new InvalidInput(
                    field,
                    "A name in the field " + field
                            + " has at least one character, begins without $ and holds neither . nor control characters.");
        }
        return PlainText.requireData(field, name).length();
    }
}
