package dev.parley.projection.runtime;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bson.BSONException;
import org.bson.BsonType;
import org.bson.RawBsonDocument;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** A document in the store's format, written from its beginning to its end. The driver's own writer takes several times as long for short documents. */
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

    /** Good until something more is written. */
    RawBsonDocument document() {
        return new RawBsonDocument(bytes, 0, length);
    }

    void beginObject() {
        begin(BsonType.DOCUMENT, NO_LIST);
    }

    void beginList() {
        begin(BsonType.ARRAY, 0);
    }

    void name(String next) {
        name = next;
    }

    void text(String value) {
        element(BsonType.STRING);
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        fourBytes(text.length + 1);
        bytes(text);
        oneByte(0);
    }

    void truth(boolean value) {
        element(BsonType.BOOLEAN);
        oneByte(value ? 1 : 0);
    }

    void nothing() {
        element(BsonType.NULL);
    }

    void number(int whole) {
        element(BsonType.INT32);
        fourBytes(whole);
    }

    void number(long whole) {
        element(BsonType.INT64);
        eightBytes(whole);
    }

    void number(double broken) {
        element(BsonType.DOUBLE);
        eightBytes(Double.doubleToRawLongBits(broken));
    }

    void number(BigDecimal exact) {
        Decimal128 decimal;
        try {
            decimal = new Decimal128(exact);
        } catch (NumberFormatException tooLong) {
            throw new BSONException("The store has no number like " + exact, tooLong);
        }
        element(BsonType.DECIMAL128);
        eightBytes(decimal.getLow());
        eightBytes(decimal.getHigh());
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

    void end() {
        oneByte(0);
        depth--;
        int start = starts[depth];
        int end = length;
        length = start;
        fourBytes(end - start);
        length = end;
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
