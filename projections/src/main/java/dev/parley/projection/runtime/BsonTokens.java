package dev.parley.projection.runtime;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.bson.BSONException;
import org.bson.RawBsonDocument;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.SerializableString;
import tools.jackson.core.util.JsonGeneratorDelegate;
import tools.jackson.databind.util.TokenBuffer;

/**
 * What Jackson says of a view, as a document in the store's format. What the format has goes straight into the document; anything else is
 * found in a buffer at the end.
 */
final class BsonTokens extends JsonGeneratorDelegate {

    private final BsonBytes document = new BsonBytes();
    private final TokenBuffer unknown;

    BsonTokens() {
        this(TokenBuffer.forGeneration());
    }

    private BsonTokens(TokenBuffer unknown) {
        super(unknown, false);
        this.unknown = unknown;
    }

    /** @throws BSONException when there was something that the format does not have */
    RawBsonDocument document() {
        JsonToken other = unknown.firstToken();
        if (other != null) {
            throw new BSONException("The store has nothing like " + other);
        }
        return document.document();
    }

    @Override
    public JsonGenerator writeStartObject() {
        document.beginObject();
        return this;
    }

    @Override
    public JsonGenerator writeStartObject(Object view) {
        return writeStartObject();
    }

    @Override
    public JsonGenerator writeStartObject(Object view, int size) {
        return writeStartObject();
    }

    @Override
    public JsonGenerator writeStartArray() {
        document.beginList();
        return this;
    }

    @Override
    public JsonGenerator writeStartArray(Object list) {
        return writeStartArray();
    }

    @Override
    public JsonGenerator writeStartArray(Object list, int size) {
        return writeStartArray();
    }

    @Override
    public JsonGenerator writeEndObject() {
        document.end();
        return this;
    }

    @Override
    public JsonGenerator writeEndArray() {
        document.end();
        return this;
    }

    @Override
    public JsonGenerator writeName(String name) {
        document.name(name);
        return this;
    }

    @Override
    public JsonGenerator writeName(SerializableString name) {
        return writeName(name.getValue());
    }

    @Override
    public JsonGenerator writePropertyId(long number) {
        return writeName(Long.toString(number));
    }

    @Override
    public JsonGenerator writeString(String text) {
        if (text == null) {
            return writeNull();
        }
        document.text(text);
        return this;
    }

    @Override
    public JsonGenerator writeString(SerializableString text) {
        return writeString(text.getValue());
    }

    @Override
    public JsonGenerator writeString(char[] text, int from, int length) {
        return writeString(new String(text, from, length));
    }

    @Override
    public JsonGenerator writeBoolean(boolean truth) {
        document.truth(truth);
        return this;
    }

    @Override
    public JsonGenerator writeNull() {
        document.nothing();
        return this;
    }

    @Override
    public JsonGenerator writeNumber(short number) {
        return writeNumber((int) number);
    }

    @Override
    public JsonGenerator writeNumber(int number) {
        document.number(number);
        return this;
    }

    @Override
    public JsonGenerator writeNumber(long number) {
        document.number(number);
        return this;
    }

    @Override
    public JsonGenerator writeNumber(double number) {
        document.number(number);
        return this;
    }

    @Override
    public JsonGenerator writeNumber(float number) {
        document.number(number);
        return this;
    }

    @Override
    public JsonGenerator writeNumber(BigDecimal number) {
        if (number == null) {
            return writeNull();
        }
        document.number(number);
        return this;
    }

    @Override
    public JsonGenerator writeNumber(BigInteger number) {
        if (number == null) {
            return writeNull();
        }
        throw new BSONException("The store has no number like " + number);
    }

    @Override
    public JsonGenerator writeArray(int[] list, int from, int length) {
        writeStartArray();
        for (int i = from; i < from + length; i++) {
            writeNumber(list[i]);
        }
        return writeEndArray();
    }

    @Override
    public JsonGenerator writeArray(long[] list, int from, int length) {
        writeStartArray();
        for (int i = from; i < from + length; i++) {
            writeNumber(list[i]);
        }
        return writeEndArray();
    }

    @Override
    public JsonGenerator writeArray(double[] list, int from, int length) {
        writeStartArray();
        for (int i = from; i < from + length; i++) {
            writeNumber(list[i]);
        }
        return writeEndArray();
    }

    @Override
    public JsonGenerator writeArray(String[] list, int from, int length) {
        writeStartArray();
        for (int i = from; i < from + length; i++) {
            writeString(list[i]);
        }
        return writeEndArray();
    }
}
