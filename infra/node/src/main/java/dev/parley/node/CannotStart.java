package dev.parley.node;

/** A node cannot start; the message ends the sentence "Cannot start: …", which is all its operator gets to read. */
public final class CannotStart extends Exception {

    private static final long serialVersionUID = 1L;

    public CannotStart(String reason) {
        super(reason);
    }

    public CannotStart(String reason, Throwable cause) {
        super(reason, cause);
    }
}
