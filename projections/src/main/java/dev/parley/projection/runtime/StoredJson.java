package dev.parley.projection.runtime;

import java.time.Instant;
import org.bson.BSONException;
import org.bson.Document;
import org.bson.RawBsonDocument;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON of events and views at rest. Not the edge's mapper: that one is strict with callers, this one has to read what was written by
 * any earlier version of ours.
 */
public final class StoredJson {

    public static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addDeserializer(Instant.class, new StoredInstants()))
            .build();

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
        try (BsonTokens tokens = new BsonTokens()) {
            MAPPER.writeValue(tokens, view);
            return tokens.document();
        } catch (DatabindException unsayable) {
            if (unsayable.getCause() instanceof BSONException cause) {
                throw cause;
            }
            throw unsayable;
        }
    }

    public static <T> T view(Object document, Class<T> type) {
        return MAPPER.convertValue(document, type);
    }
}
