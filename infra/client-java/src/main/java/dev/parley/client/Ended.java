package dev.parley.client;

/** The connection is over for good: closed by this side, or by a server that has said not to come back. */
public final class Ended extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Not a close code of the protocol: this side closed it. */
    public static final int BY_THIS_SIDE = 1000;

    private final int code;

    Ended(int code, String reason) {
        super(code + (reason.isEmpty() ? "" : " " + reason));
        this.code = code;
    }

    /** The protocol's close code, such as 4410: signed out on this device. */
    public int code() {
        return code;
    }
}
