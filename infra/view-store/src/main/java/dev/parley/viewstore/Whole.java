package dev.parley.viewstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Documents that are stored as they came: only their id is read. They look like documents of an id and of one field more, whose name
 * nothing on the wire can have.
 */
final class Whole {

    private static final String BYTES = "\0";
    private static final String ID = "_id";

    private Whole() {}

    /** Reads the next document; as a whole if its id comes first, which all drivers see to. */
    static Document read(ByteBuf in) {
        int start = in.readerIndex();
        int length = in.getIntLE(start);
        if (length > in.readableBytes() || !idComesFirst(in, start)) {
            return BsonDecoder.decodeBson(in);
        }
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        if (bytes[length - 1] != BsonConstants.TERMINATING_BYTE) {
            throw new IllegalArgumentException("A document of " + length + " bytes does not end there.");
        }
        int value = start + Integer.BYTES + 1 + ID.length() + 1;
        Object id = BsonDecoder.decodeValue(in.getByte(start + Integer.BYTES), in.slice(value, start + length - value));
        return new Document(ID, id).append(BYTES, bytes);
    }

    private static boolean idComesFirst(ByteBuf in, int start) {
        int name = start + Integer.BYTES + 1;
        return in.getIntLE(start) > Integer.BYTES + 1 + ID.length() + 1
                && in.getByte(start + Integer.BYTES) == BsonConstants.TYPE_UTF8_STRING
                && in.getByte(name) == '_'
                && in.getByte(name + 1) == 'i'
                && in.getByte(name + 2) == 'd'
                && in.getByte(name + 3) == 0;
    }

    /** Null when it was read. */
    static byte @Nullable [] bytes(Document document) {
        return document.get(BYTES) instanceof byte[] bytes ? bytes : null;
    }

    /** The same with all its fields. */
    static Document read(Document document) {
        byte @Nullable [] bytes = bytes(document);
        return bytes == null ? document : Bson.document(bytes);
    }
}
