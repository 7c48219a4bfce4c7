package dev.parley.auth.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.auth.input.Secret;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;

/** An error as REST tells it: RFC 9457 with our stable {@code code}; the same document that every other front door of Parley answers with. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        Reason code,
        String detail,
        @Nullable String field,
        @Nullable String traceId,
        @Nullable Secret challenge) {

    private static final String TOO_LARGE = "The body is larger than 16 KiB, or nested too deeply.";

    /** What a caller should know of a failure. Whatever is not a refusal of ours or a fault of the caller's is told as INTERNAL, without its text. */
    public static Problem of(Throwable failure, @Nullable String trace) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Problem known = known(cause, trace);
            if (known != null) {
                return known;
            }
        }
        return of(Reason.INTERNAL, "Something went wrong on our side; the trace id finds it in our logs.", null, trace);
    }

    public static Problem of(HttpStatusCode status, @Nullable String trace) {
        return switch (status.value()) {
            case 403 -> of(Reason.FORBIDDEN, "This may not be done from here.", null, trace);
            case 404 -> of(Reason.NOT_FOUND, "There is nothing here.", null, trace);
            case 405 -> of(Reason.METHOD_NOT_ALLOWED, "This path does not take that method.", null, trace);
            case 413 -> of(Reason.TOO_LARGE, TOO_LARGE, null, trace);
            case 406, 415 -> of(Reason.UNSUPPORTED_MEDIA_TYPE, "We speak application/json.", null, trace);
            case 429 -> of(Reason.RETRY_LATER, "Too many requests; try again later.", null, trace);
            case 503 -> unavailable(trace);
            default ->
                status.is4xxClientError()
                        ? of(Reason.MALFORMED, "The request is not as it should be.", null, trace)
                        : of(Reason.INTERNAL, "Something went wrong on our side.", null, trace);
        };
    }

    private static Problem of(Reason reason, String detail, @Nullable String field, @Nullable String trace) {
        String title = reason.name().charAt(0)
                + reason.name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Problem("about:blank", title, reason.status(), reason, detail, field, trace, null);
    }

    private Problem with(Secret handedOut) {
        return new Problem(type, title, status, code, detail, field, traceId, handedOut);
    }

    private static @Nullable Problem known(Throwable cause, @Nullable String trace) {
        return switch (cause) {
            case Refused refused -> of(refused.reason(), refused.detail(), refused.field(), trace);
            case Challenged half ->
                of(half.reason(), half.detail(), null, trace).with(half.challenge());
            case AuthenticationException e ->
                of(Reason.NOT_AUTHENTICATED, "The token is missing, expired or not one of ours.", null, trace);
            case AccessDeniedException e ->
                of(Reason.FORBIDDEN, "The token does not carry the scope that this needs.", null, trace);
            case HttpMessageNotReadableException e -> unreadable(e.getCause(), trace);
            case DataAccessResourceFailureException e -> unavailable(trace);
            case TransientDataAccessException e -> unavailable(trace);
            case CannotCreateTransactionException e -> unavailable(trace);
            case MethodArgumentTypeMismatchException e ->
                of(Reason.MALFORMED, "The parameter has another form than asked for.", e.getName(), trace);
            case ErrorResponse e -> of(e.getStatusCode(), trace);
            default -> null;
        };
    }

    /** Jackson's failures count as the caller's here and nowhere else: what we cannot read of our own is our fault. */
    private static Problem unreadable(@Nullable Throwable cause, @Nullable String trace) {
        return switch (cause) {
            case null -> of(Reason.MALFORMED, "The body is missing.", null, trace);
            case StreamConstraintsException e -> of(Reason.TOO_LARGE, TOO_LARGE, null, trace);
            case JacksonException e
            when e.getCause() instanceof InvalidInput text -> of(text.reason(), text.detail(), path(e), trace);
            case StreamReadException e -> of(Reason.MALFORMED, "The body is not well-formed JSON.", null, trace);
            case JacksonException e ->
                of(Reason.MALFORMED, "The body has another shape than asked for.", path(e), trace);
            default -> of(Reason.MALFORMED, "The body cannot be read.", null, trace);
        };
    }

    private static Problem unavailable(@Nullable String trace) {
        return of(Reason.UNAVAILABLE, "The identity store does not answer.", null, trace);
    }

    private static @Nullable String path(JacksonException e) {
        String path = String.join(
                ".",
                e.getPath().stream()
                        .map(reference -> reference.getPropertyName() == null
                                ? String.valueOf(reference.getIndex())
                                : reference.getPropertyName())
                        .toList());
        return path.isEmpty() ? null : path;
    }
}
