package dev.parley.api;

import org.jspecify.annotations.Nullable;

/**
 * A no with a reason that a caller can act on. It is an ordinary outcome and carries no stack trace: hostile input must not cost
 * more than friendly input.
 */
public abstract sealed class Refused extends RuntimeException permits CommandRefused, InvalidInput, QueryRefused {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable String field;

    Refused(Reason reason, String detail, @Nullable String field) {
        super(detail, null, false, false);
        this.reason = reason;
        this.field = field;
    }

    public Reason reason() {
        return reason;
    }

    /** A sentence for the developer on the other side; never empty, never internal. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The input field that broke a limit, as a path ({@code content.text}); null when no single one did. */
    public @Nullable String field() {
        return field;
    }
}
