package dev.parley.projection.runtime;

import org.bson.BSONException;
import org.bson.Document;
import org.bson.RawBsonDocument;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.TokenBuffer;

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

    /**
     * The same in the store's own format.
     *
     * @throws BSONException when the view holds what that format does not have
     */
    static RawBsonDocument bson(Object view) {
        try (TokenBuffer tokens = TokenBuffer.forGeneration()) {
            MAPPER.writeValue(tokens, view);
            try (JsonParser json = tokens.asParser()) {
                return BsonBytes.of(json);
            }
        }
    }

    public static <T> T view(Object document, Class<T> type) {
        return MAPPER.convertValue(document, type);
    }
}
