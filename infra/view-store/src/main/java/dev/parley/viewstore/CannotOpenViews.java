package dev.parley.viewstore;

/** The view store cannot be opened; the message says why and what to do, in one sentence. */
public final class CannotOpenViews extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotOpenViews(String message) {
        super(message);
    }

    CannotOpenViews(String message, Throwable cause) {
        super(message, cause);
    }
}
