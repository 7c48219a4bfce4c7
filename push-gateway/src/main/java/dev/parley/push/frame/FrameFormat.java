package dev.parley.push.frame;

import java.util.List;

/** How frames look on the wire of one sub-protocol. */
public interface FrameFormat extends FrameWriter {

    /** The name that the handshake asks for. */
    String protocol();

    /** Whether its messages are binary; else they are text. */
    boolean binary();

    /** One message with the frames of these messages, in their order. */
    byte[] together(List<byte[]> messages);

    /** Never throws: hostile input is an ordinary outcome. */
    Received decode(byte[] message);
}
