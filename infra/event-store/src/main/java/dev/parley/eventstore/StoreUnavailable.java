package dev.parley.eventstore;

/** Something could not be made durable, or was decided on what could not be. Nothing of it happened; it may be tried again. */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message) {
        super(message);
    }

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
