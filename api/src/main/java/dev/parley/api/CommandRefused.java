package dev.parley.api;

import java.time.Duration;

/** A command that its aggregate, or the way to it, refused. It changed nothing. */
public final class CommandRefused extends Refused {

    private static final long serialVersionUID = 1L;

    public CommandRefused(Reason reason, String detail) {
        super(reason, detail, null);
    }

    /** @param retryAfter how long to wait before it may succeed */
    public CommandRefused(Reason reason, String detail, Duration retryAfter) {
        super(reason, detail, null, retryAfter);
    }
}
