package dev.parley.viewstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Documents as they are stored: the bytes that travel on the wire too. */
final class Bson {

    private static final int USUAL_BYTES = 512;

    private Bson() {}

    static byte[] bytes(Document document) {
        byte @Nullable [] whole = Whole.bytes(document);
        if (whole != null) {
            return whole;
        }
        ByteBuf out = Unpooled.buffer(USUAL_BYTES);
        BsonEncoder.encodeDocument(document, out);
        return Arrays.copyOf(out.array(), out.readableBytes());
    }

    static Document document(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }
}
