package dev.parley.eventstore;

/**
 * Something could not be made durable, or was decided on what could not be. Nothing of it counts as done, and it may be tried again; only
 * when the disk failed after it had taken it, it may turn out to be there. Who gave it a key then finds it by that.
 */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message) {
        super(message);
    }

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
