package dev.parley.projection.runtime;

import org.bson.Document;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of events and views at rest. Not the edge's mapper: that one is strict with callers, this one has to read what was written by
 * any earlier version of ours.
 */
public final class StoredJson {

    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private StoredJson() {}

    public static Document document(Object view) {
        return MAPPER.convertValue(view, Document.class);
    }

    public static <T> T view(Object document, Class<T> type) {
        return MAPPER.convertValue(document, type);
    }
}
