package dev.parley.push.connection;

import dev.parley.push.frame.Encoded;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.frame.FrameWriter;
import dev.parley.push.frame.ServerFrame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Frames as server-sent events, in the JSON that they have elsewhere. An event's id is its position, from which the client goes on
 * when it comes back; so none is told before everything earlier has been sent.
 */
final class StreamWriter implements FrameWriter {

    private static final byte[] ID = "id: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    private final FrameCodec json;
    private volatile boolean complete;

    StreamWriter(FrameCodec json) {
        this.json = json;
    }

    /** Everything that was missing has been sent, or nothing was. */
    void complete() {
        complete = true;
    }

    @Override
    public byte[] message(ServerFrame frame) {
        return event(0, json.message(frame));
    }

    @Override
    public byte[] message(Encoded frame) {
        return event(complete ? frame.position() : 0, frame.utf8());
    }

    /** JSON of ours has no line breaks outside its texts, and inside them they are escaped. */
    private static byte[] event(long position, byte[] data) {
        ByteArrayOutputStream event = new ByteArrayOutputStream(data.length + 40);
        if (position > 0) {
            event.writeBytes(ID);
            event.writeBytes(Long.toString(position).getBytes(StandardCharsets.US_ASCII));
            event.write('\n');
        }
        event.writeBytes(DATA);
        event.writeBytes(data);
        event.write('\n');
        event.write('\n');
        return event.toByteArray();
    }
}
