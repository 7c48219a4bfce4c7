package dev.parley.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A no with a reason that a caller can act on. It is an ordinary outcome and carries no stack trace: hostile input must not cost
 * more than friendly input.
 */
public abstract sealed class Refused extends RuntimeException permits CommandRefused, InvalidInput, QueryRefused {

    private static final long serialVersionUID = 1L;

    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Reason reason;
    private final @Nullable String field;
    private final Duration retryAfter;

    Refused(Reason reason, String detail, @Nullable String field) {
        this(reason, detail, field, A_MOMENT);
    }

    Refused(Reason reason, String detail, @Nullable String field, Duration retryAfter) {
        super(detail, null, false, false);
        this.reason = reason;
        this.field = field;
        this.retryAfter = retryAfter;
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

    /** How long to wait before the same request may succeed. It means something where {@link Reason#passes()}. */
    public Duration retryAfter() {
        return retryAfter;
    }

    /** The same for any failure, in whole seconds, as HTTP's {@code Retry-After} has it; at least one. */
    public static long retryAfterSeconds(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return Math.max(1, refused.retryAfter.plusNanos(999_999_999).toSeconds());
            }
        }
        return A_MOMENT.toSeconds();
    }
}
