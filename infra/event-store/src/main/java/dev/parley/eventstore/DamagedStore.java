package dev.parley.eventstore;

/** What was stored is not there any more or cannot be read; the message names the place. */
public final class DamagedStore extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DamagedStore(String message) {
        super(message);
    }

    public DamagedStore(String message, Throwable cause) {
        super(message, cause);
    }
}
