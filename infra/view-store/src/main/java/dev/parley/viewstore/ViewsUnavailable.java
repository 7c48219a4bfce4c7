package dev.parley.viewstore;

/** The files cannot be read or written now, or are damaged. The whole command fails; no document is at fault. */
final class ViewsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ViewsUnavailable(String message) {
        super(message);
    }

    ViewsUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
