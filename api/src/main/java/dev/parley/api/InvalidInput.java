package dev.parley.api;

import org.jspecify.annotations.Nullable;

/** Input outside its limits. Names the field, as a path, and the limit. */
public final class InvalidInput extends Refused {

    private static final long serialVersionUID = 1L;

    public InvalidInput(String field, String detail) {
        this(Reason.INVALID, field, detail);
    }

    public InvalidInput(Reason reason, String field, String detail) {
        super(reason, detail, field);
    }

    /**
     * For a field that has to be there.
     *
     * @throws InvalidInput when it is not
     */
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidInput(field, "The field " + field + " is missing.");
        }
        return value;
    }
}
