package dev.parley.projection.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A document as text that is the same for the same content: fields sorted, and without what says nothing. An entry that was taken out
 * again leaves an empty place behind, which whoever built the view in larger steps never made.
 */
public final class CanonicalText {

    private CanonicalText() {}

    /** Null when nothing but the id is in it. */
    public static @Nullable String of(Map<String, ?> document) {
        Map<String, Object> fields = fields(document);
        fields.remove("_id");
        return fields.isEmpty() ? null : StoredJson.MAPPER.writeValueAsString(fields);
    }

    private static Map<String, Object> fields(Map<?, ?> document) {
        Map<String, Object> fields = new TreeMap<>();
        document.forEach((name, value) -> {
            Object said = said(value);
            if (said != null) {
                fields.put(String.valueOf(name), said);
            }
        });
        return fields;
    }

    private static @Nullable Object said(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> {
                Map<String, Object> fields = fields(map);
                yield fields.isEmpty() ? null : fields;
            }
            case Collection<?> list -> list.isEmpty() ? null : elements(list);
            // The store keeps a number as wide as it came: 3 is 3.
            case Integer number -> number.longValue();
            default -> value;
        };
    }

    private static List<@Nullable Object> elements(Collection<?> list) {
        List<@Nullable Object> elements = new ArrayList<>(list.size());
        list.forEach(element -> elements.add(element instanceof Map<?, ?> map ? fields(map) : said(element)));
        return elements;
    }
}
