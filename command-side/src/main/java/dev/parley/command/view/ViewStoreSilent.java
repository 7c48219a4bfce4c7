package dev.parley.command.view;

/** The view store does not answer, or not in time. */
public final class ViewStoreSilent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ViewStoreSilent(Exception cause) {
        super("The view store does not answer: " + cause, cause);
    }
}
