package dev.parley.push.frame;

/** How frames look on the wire of one sub-protocol. */
public interface FrameFormat extends FrameWriter {

    /** The name that the handshake asks for. */
    String protocol();

    /** Whether its messages are binary; else they are text. */
    boolean binary();

    /** Never throws: hostile input is an ordinary outcome. */
    Received decode(byte[] message);
}
