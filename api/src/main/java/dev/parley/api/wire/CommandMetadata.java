package dev.parley.api.wire;

/** Keys of a command's metadata. They come from the verified token and the request, never from a body. All but the grant follow into its events. */
public final class CommandMetadata {

    /** The user id of who asks. */
    public static final String SENDER = "sender";
    /** The device id it came from. */
    public static final String DEVICE = "device";
    /** The text of the {@link dev.parley.api.permission.Grant} that it is asked by. It stays with the command. */
    public static final String GRANT = "grant";
    /** The trace that the request belongs to. */
    public static final String TRACE = "trace";

    private CommandMetadata() {}
}
