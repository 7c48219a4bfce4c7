package dev.parley.projection.runtime;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bson.BSONException;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/** The tokens of one view as a document in the store's format. The driver's own writer takes several times as long for short documents. */
final class BsonBytes {

    private static final int USUAL_BYTES = 512;
    private static final int USUAL_DEPTH = 8;
    private static final int NO_LIST = -1;

    private byte[] bytes = new byte[USUAL_BYTES];
    private int length;
    private int[] starts = new int[USUAL_DEPTH];
    private int[] inLists = new int[USUAL_DEPTH];
    private int depth;
    private @Nullable String name;

    private BsonBytes() {}

    /** @throws BSONException when there is something that the format does not have */
    static RawBsonDocument of(JsonParser json) {
        BsonBytes document = new BsonBytes();
        while (json.nextToken() != null) {
            document.write(json);
        }
        return new RawBsonDocument(document.bytes, 0, document.length);
    }

    private void write(JsonParser json) {
        switch (json.currentToken()) {
            case START_OBJECT -> begin(BsonType.DOCUMENT, NO_LIST);
            case START_ARRAY -> begin(BsonType.ARRAY, 0);
            case END_OBJECT, END_ARRAY -> end();
            case PROPERTY_NAME -> name = json.getString();
            case VALUE_STRING -> {
                element(BsonType.STRING);
                byte[] text = json.getString().getBytes(StandardCharsets.UTF_8);
                fourBytes(text.length + 1);
                bytes(text);
                oneByte(0);
            }
            case VALUE_TRUE -> truth(1);
            case VALUE_FALSE -> truth(0);
            case VALUE_NULL -> element(BsonType.NULL);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getNumberValue());
            default -> throw new BSONException("The store has nothing like " + json.currentToken());
        }
    }

    private void begin(BsonType type, int inList) {
        if (depth > 0) {
            element(type);
        }
        if (depth == starts.length) {
            starts = Arrays.copyOf(starts, 2 * depth);
            inLists = Arrays.copyOf(inLists, 2 * depth);
        }
        starts[depth] = length;
        inLists[depth] = inList;
        depth++;
        fourBytes(0); // its length, once it is known
    }

    private void end() {
        oneByte(0);
        depth--;
        int start = starts[depth];
        int end = length;
        length = start;
        fourBytes(end - start);
        length = end;
    }

    private void truth(int value) {
        element(BsonType.BOOLEAN);
        oneByte(value);
    }

    private void number(Number number) {
        switch (number) {
            case Integer whole -> {
                element(BsonType.INT32);
                fourBytes(whole);
            }
            case Long whole -> {
                element(BsonType.INT64);
                eightBytes(whole);
            }
            case BigDecimal exact -> {
                Decimal128 decimal = new Decimal128(exact);
                element(BsonType.DECIMAL128);
                eightBytes(decimal.getLow());
                eightBytes(decimal.getHigh());
            }
            case Double broken -> broken(broken);
            case Float broken -> broken(broken);
            default -> throw new BSONException("The store has no number like " + number);
        }
    }

    private void broken(double value) {
        element(BsonType.DOUBLE);
        eightBytes(Double.doubleToRawLongBits(value));
    }

    /** The type and the name of what follows; in a list, its place is its name. */
    private void element(BsonType type) {
        if (depth == 0) {
            throw new BSONException("A view is an object, not a value.");
        }
        oneByte(type.getValue());
        int place = inLists[depth - 1];
        String called = name;
        if (place != NO_LIST) {
            inLists[depth - 1] = place + 1;
            called = Integer.toString(place);
        } else if (called == null || called.indexOf(0) >= 0) {
            throw new BSONException("The store has no fields of the name " + called);
        }
        bytes(called.getBytes(StandardCharsets.UTF_8));
        oneByte(0);
    }

    private void bytes(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void eightBytes(long value) {
        fourBytes((int) value);
        fourBytes((int) (value >>> Integer.SIZE));
    }

    private void fourBytes(int value) {
        room(Integer.BYTES);
        bytes[length++] = (byte) value;
        bytes[length++] = (byte) (value >>> 8);
        bytes[length++] = (byte) (value >>> 16);
        bytes[length++] = (byte) (value >>> 24);
    }

    private void oneByte(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
