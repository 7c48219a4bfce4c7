package dev.parley.projection.runtime;

import java.math.BigDecimal;
import org.bson.BSONException;
import org.bson.BsonBinaryWriter;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.io.BasicOutputBuffer;
import org.bson.types.Decimal128;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.util.TokenBuffer;

/**
 * The JSON of events and views at rest. Not the edge's mapper: that one is strict with callers, this one has to read what was written by
 * any earlier version of ours.
 */
public final class StoredJson {

    public static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final int USUAL_BYTES = 512;

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
            try (JsonParser json = tokens.asParser();
                    BasicOutputBuffer out = new BasicOutputBuffer(USUAL_BYTES);
                    BsonBinaryWriter bson = new BsonBinaryWriter(out)) {
                while (json.nextToken() != null) {
                    write(json, bson);
                }
                return new RawBsonDocument(out.getInternalBuffer(), 0, out.getPosition());
            }
        }
    }

    private static void write(JsonParser json, BsonBinaryWriter bson) {
        switch (json.currentToken()) {
            case START_OBJECT -> bson.writeStartDocument();
            case END_OBJECT -> bson.writeEndDocument();
            case START_ARRAY -> bson.writeStartArray();
            case END_ARRAY -> bson.writeEndArray();
            case PROPERTY_NAME -> bson.writeName(json.getString());
            case VALUE_STRING -> bson.writeString(json.getString());
            case VALUE_TRUE -> bson.writeBoolean(true);
            case VALUE_FALSE -> bson.writeBoolean(false);
            case VALUE_NULL -> bson.writeNull();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> write(json.getNumberValue(), bson);
            default -> throw new BSONException("The store has nothing like " + json.currentToken());
        }
    }

    private static void write(Number number, BsonBinaryWriter bson) {
        switch (number) {
            case Integer whole -> bson.writeInt32(whole);
            case Long whole -> bson.writeInt64(whole);
            case BigDecimal exact -> bson.writeDecimal128(new Decimal128(exact));
            case Double broken -> bson.writeDouble(broken);
            case Float broken -> bson.writeDouble(broken);
            default -> throw new BSONException("The store has no number like " + number);
        }
    }

    public static <T> T view(Object document, Class<T> type) {
        return MAPPER.convertValue(document, type);
    }
}
