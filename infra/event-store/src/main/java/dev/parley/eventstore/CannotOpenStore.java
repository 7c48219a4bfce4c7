package dev.parley.eventstore;

/** The store cannot be opened; the message says why and what to do, in one sentence. */
public final class CannotOpenStore extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotOpenStore(String message) {
        super(message);
    }

    public CannotOpenStore(String message, Throwable cause) {
        super(message, cause);
    }
}
