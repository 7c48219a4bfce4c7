package dev.parley.api;

/** A read that was refused: unknown, not theirs to see, or not there yet. */
public final class QueryRefused extends Refused {

    private static final long serialVersionUID = 1L;

    public QueryRefused(Reason reason, String detail) {
        super(reason, detail, null);
    }
}
