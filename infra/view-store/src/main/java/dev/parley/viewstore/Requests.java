package dev.parley.viewstore;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.BsonConstants;
import de.bwaldvogel.mongo.wire.MongoWireProtocolHandler;
import de.bwaldvogel.mongo.wire.OpCode;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.message.ClientRequest;
import de.bwaldvogel.mongo.wire.message.MessageHeader;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what clients ask, as the library does, but for documents that are only to be stored, which stay {@link Whole}. */
final class Requests extends MongoWireProtocolHandler {

    private static final int OP_CODE_AT = 12;
    private static final int FLAGS_AT = 16;
    private static final int HEADER = 20;

    @Override
    protected @Nullable ClientRequest decode(ChannelHandlerContext context, ByteBuf in) throws Exception {
        int start = in.readerIndex();
        if (in.readableBytes() < HEADER) {
            return super.decode(context, in);
        }
        int length = in.getIntLE(start);
        if (length < HEADER
                || length > in.readableBytes()
                || length > MAX_MESSAGE_SIZE_BYTES
                || in.getIntLE(start + OP_CODE_AT) != OpCode.OP_MSG.getId()
                || in.getIntLE(start + FLAGS_AT) != 0) {
            return super.decode(context, in);
        }
        MessageHeader header =
                new MessageHeader(length, in.getIntLE(start + Integer.BYTES), in.getIntLE(start + 2 * Integer.BYTES));
        return new MongoMessage(
                context.channel(), header, sections(in.readSlice(length).skipBytes(HEADER)));
    }

    /** The command, with the lists that follow it as fields of it. */
    private static Document sections(ByteBuf in) {
        Document command = new Document();
        while (in.isReadable()) {
            byte kind = in.readByte();
            switch (kind) {
                case MongoMessage.SECTION_KIND_BODY -> command.putAll(BsonDecoder.decodeBson(in));
                case MongoMessage.SECTION_KIND_DOCUMENT_SEQUENCE -> {
                    ByteBuf section =
                            in.readSlice(in.getIntLE(in.readerIndex())).skipBytes(Integer.BYTES);
                    String name = BsonDecoder.decodeCString(section);
                    command.put(name, documents(name, section));
                }
                default -> throw new IllegalArgumentException("A message has no sections of kind " + kind + ".");
            }
        }
        return command;
    }

    private static List<Document> documents(String name, ByteBuf in) {
        List<Document> documents = new ArrayList<>();
        while (in.isReadable()) {
            documents.add(
                    switch (name) {
                        case "documents" -> Whole.read(in);
                        case "updates" -> update(in);
                        default -> BsonDecoder.decodeBson(in);
                    });
        }
        return documents;
    }

    private static Document update(ByteBuf in) {
        ByteBuf inside = in.readSlice(in.getIntLE(in.readerIndex())).skipBytes(Integer.BYTES);
        Document update = new Document();
        for (byte type = inside.readByte(); type != BsonConstants.TERMINATING_BYTE; type = inside.readByte()) {
            String name = BsonDecoder.decodeCString(inside);
            boolean replacement = name.equals("u") && type == BsonConstants.TYPE_EMBEDDED_DOCUMENT;
            update.put(name, replacement ? Whole.read(inside) : BsonDecoder.decodeValue(type, inside));
        }
        return update;
    }
}
