package dev.parley.push.frame;

/** How frames go out to one kind of connection. */
public interface FrameWriter {

    /** A message with this one frame. */
    byte[] message(ServerFrame frame);

    /** The same of a frame that goes to several: what they share is worked out once. */
    byte[] message(Encoded frame);
}
