package dev.parley.auth.failure;

import org.jspecify.annotations.Nullable;

/** Why the server does not come up. The message is for whoever started it: what is wrong, where, and what they can do. */
public final class CannotStart extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public CannotStart(String message) {
        this(message, null);
    }

    public CannotStart(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** The failure itself, or the sentence that somebody found for it on its way up. */
    public static RuntimeException in(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CannotStart known) {
                return known;
            }
        }
        return failure;
    }
}
