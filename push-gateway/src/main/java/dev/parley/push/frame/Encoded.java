package dev.parley.push.frame;

/** A frame as it goes over the wire, encoded once however many connections it goes to. Nobody changes the bytes. */
public final class Encoded {

    private final byte[] utf8;

    public Encoded(byte[] utf8) {
        this.utf8 = utf8;
    }

    public byte[] utf8() {
        return utf8;
    }

    /** In bytes. */
    public int size() {
        return utf8.length;
    }
}
