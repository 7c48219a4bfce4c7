package dev.parley.push.frame;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A frame as it goes over the wire, encoded once however many connections it goes to. Nobody changes the bytes. */
public final class Encoded {

    private final byte[] utf8;
    private final long position;
    private volatile byte @Nullable [] protobuf;

    public Encoded(byte[] utf8) {
        this(utf8, 0);
    }

    /** @param position of the event in the event store; 0 for what is none, or where that is not known */
    public Encoded(byte[] utf8, long position) {
        this.utf8 = utf8;
        this.position = position;
    }

    public long position() {
        return position;
    }

    /** The same bytes, for when something of an earlier position is still to come. */
    public Encoded withoutPosition() {
        return position == 0 ? this : new Encoded(utf8);
    }

    public byte[] utf8() {
        return utf8;
    }

    /** The same for those who speak protobuf, worked out when the first of them gets it. */
    byte[] protobuf(UnaryOperator<byte[]> translation) {
        byte[] known = protobuf;
        if (known == null) {
            known = translation.apply(utf8);
            protobuf = known;
        }
        return known;
    }

    /** In bytes. */
    public int size() {
        return utf8.length;
    }
}
