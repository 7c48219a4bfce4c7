package dev.parley.viewstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.ObjectId;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a document lies: the number of its collection and its id, as bytes whose order is that of MongoDB's ids (numbers before texts
 * before documents and so on; texts by their UTF-8 bytes, numbers by value, whatever their type).
 */
final class Key implements Comparable<Key> {

    static final int COLLECTION_BYTES = Integer.BYTES;

    private static final byte NULL = 5;
    private static final byte NUMBER = 10;
    private static final byte TEXT = 20;
    private static final byte DOCUMENT = 30;
    private static final byte BINARY = 50;
    private static final byte UUIDS = 60;
    private static final byte OBJECT_ID = 70;
    private static final byte BOOLEAN = 80;
    private static final byte INSTANT = 90;

    private final byte[] bytes;

    Key(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Null when the id is of a type that has no place in the order: lists, patterns and the like. */
    static @Nullable Key of(int collection, @Nullable Object id) {
        return switch (id) {
            case null -> of(collection, NULL, new byte[0]);
            case String text -> of(collection, TEXT, text.getBytes(StandardCharsets.UTF_8));
            case Integer number -> of(collection, NUMBER, number(number));
            case Long number -> of(collection, NUMBER, number(number));
            case Double number -> of(collection, NUMBER, number(number));
            case ObjectId object -> of(collection, OBJECT_ID, object.toByteArray());
            case UUID uuid ->
                of(
                        collection,
                        UUIDS,
                        ByteBuffer.allocate(2 * Long.BYTES)
                                .putLong(uuid.getMostSignificantBits())
                                .putLong(uuid.getLeastSignificantBits())
                                .array());
            case Boolean truth -> of(collection, BOOLEAN, new byte[] {(byte) (truth ? 1 : 0)});
            case Instant instant -> of(collection, INSTANT, ordered(instant.toEpochMilli()));
            case Document document -> of(collection, DOCUMENT, encoded(document));
            case Object other ->
                BsonEncoder.determineType(other) == BsonConstants.TYPE_DATA
                        ? of(collection, BINARY, encoded(new Document("", other)))
                        : null;
        };
    }

    /** Behind every document of the collections before, and before every one of this. */
    static Key startOf(int collection) {
        return new Key(ByteBuffer.allocate(COLLECTION_BYTES).putInt(collection).array());
    }

    /** Not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** Right behind this one. */
    Key next() {
        return new Key(Arrays.copyOf(bytes, bytes.length + 1));
    }

    /** Before every id of the same type. */
    Key startOfType() {
        return new Key(Arrays.copyOf(bytes, COLLECTION_BYTES + 1));
    }

    /** Behind every id of the same type. */
    Key endOfType() {
        byte[] end = Arrays.copyOf(bytes, COLLECTION_BYTES + 1);
        end[COLLECTION_BYTES]++;
        return new Key(end);
    }

    private static Key of(int collection, byte type, byte[] value) {
        return new Key(ByteBuffer.allocate(COLLECTION_BYTES + 1 + value.length)
                .putInt(collection)
                .put(type)
                .put(value)
                .array());
    }

    private static byte[] number(long value) {
        double nearest = value;
        return number(nearest, nearest == 0x1p63 ? value - Long.MAX_VALUE - 1 : value - (long) nearest);
    }

    private static byte[] number(double value) {
        return number(value == 0 ? 0.0 : value, 0); // one zero
    }

    /** Doubles that are ordered like their bits but for the sign, and what a long differs from the nearest of them. */
    private static byte[] number(double value, long rest) {
        long bits = Double.doubleToLongBits(value);
        long ordered = bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
        return ByteBuffer.allocate(2 * Long.BYTES)
                .put(ordered(ordered))
                .put(ordered(rest))
                .array();
    }

    private static byte[] ordered(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value ^ Long.MIN_VALUE).array();
    }

    private static byte[] encoded(Document document) {
        ByteBuf out = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, out);
        return Arrays.copyOf(out.array(), out.readableBytes());
    }

    @Override
    public int compareTo(Key other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
