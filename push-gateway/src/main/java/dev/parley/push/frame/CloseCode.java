package dev.parley.push.frame;

/** Why the gateway closes a connection, as the protocol numbers it. The constant's name is the metric's tag. */
public enum CloseCode {
    /** Nothing was heard for too long; whoever may still be there should come back. */
    SILENT(1001, "nothing heard for too long"),
    MALFORMED(1007, "three malformed frames in a row"),
    RESTARTING(1012, "the server restarts"),
    /** Other roles than the token says; whoever it is should come back with a new one. */
    OUTDATED(1012, "what you may do has changed; come back with a new token"),
    TRY_LATER(1013, "not ready yet"),
    NOT_AUTHENTICATED(4401, "not authenticated"),
    FORBIDDEN(4403, "the token does not allow this"),
    /** The person was suspended or erased, the application removed or suspended, or it may no longer act for them. */
    SHUT_OUT(4403, "the account, the application or the consent between them has ended"),
    AUTH_TOO_LATE(4408, "no token in time"),
    REPLACED(4409, "the same device connected again"),
    SIGNED_OUT(4410, "signed out on this device"),
    FRAME_TOO_LARGE(4413, "frame too large"),
    UNKNOWN_PROTOCOL(4426, "we speak parley.json.v1 and parley.proto.v1"),
    TOO_MANY(4429, "too many connections"),
    TOO_MANY_FRAMES(4429, "too many frames"),
    TOO_SLOW(4430, "too slow: the outbound queue was full");

    private final int code;
    private final String reason;

    CloseCode(int code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
