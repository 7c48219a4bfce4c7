package dev.parley.projection.runtime;

/** The store will never take this, however often it is asked: the data is at fault and its event is poison. */
public final class Unwritable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unwritable(String detail, Throwable cause) {
        super(detail, cause);
    }

    public Unwritable(String detail) {
        super(detail);
    }
}
