package dev.parley.command.conversation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.roaringbitmap.RoaringBitmap;

/** A set of messages by their {@code seq}, compressed: a million that follow each other take some bytes. Up to 2^32 of them. */
final class Seqs {

    private static final long MOST = 1L << 32;

    private final RoaringBitmap bitmap;

    Seqs() {
        bitmap = new RoaringBitmap();
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Seqs(byte[] serialized) {
        bitmap = new RoaringBitmap();
        try {
            bitmap.deserialize(ByteBuffer.wrap(serialized));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @JsonValue
    byte[] serialized() {
        bitmap.runOptimize();
        ByteBuffer buffer = ByteBuffer.allocate(bitmap.serializedSizeInBytes());
        bitmap.serialize(buffer);
        return buffer.array();
    }

    void add(long seq) {
        bitmap.add(unsigned(seq));
    }

    void remove(long seq) {
        bitmap.remove(unsigned(seq));
    }

    boolean contains(long seq) {
        return bitmap.contains(unsigned(seq));
    }

    private static int unsigned(long seq) {
        if (seq < 0 || seq >= MOST) {
            throw new IllegalArgumentException("A seq is less than 2^32, not " + seq);
        }
        return (int) seq;
    }
}
