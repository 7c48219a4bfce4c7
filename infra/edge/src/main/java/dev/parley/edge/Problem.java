package dev.parley.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.edge.token.ProofRefused;
import java.lang.annotation.Annotation;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;

/** An error as REST tells it: RFC 9457 with our stable {@code code}. WebSocket errors take code, detail and field from the same place. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        Reason code,
        String detail,
        @Nullable String field,
        @Nullable String traceId) {

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

    public static Problem of(Reason reason, String detail, @Nullable String field, @Nullable String trace) {
        String title = reason.name().charAt(0)
                + reason.name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Problem("about:blank", title, reason.status(), reason, detail, field, trace);
    }

    private static @Nullable Problem known(Throwable cause, @Nullable String trace) {
        return switch (cause) {
            case Refused refused -> of(refused.reason(), refused.detail(), refused.field(), trace);
            case DataBufferLimitException e -> of(Reason.TOO_LARGE, "The body is larger than 256 KiB.", null, trace);
            case AuthenticationServiceException e ->
                of(Reason.UNAVAILABLE, "Nobody can tell just now whether a token is good; try again.", null, trace);
            case ProofRefused e ->
                of(Reason.NOT_AUTHENTICATED, String.valueOf(e.getError().getDescription()), null, trace);
            case AuthenticationException e ->
                of(Reason.NOT_AUTHENTICATED, "The token is missing, expired or not one of ours.", null, trace);
            case AccessDeniedException e ->
                of(Reason.FORBIDDEN, "The token does not carry the scope that this needs.", null, trace);
            case ServerWebInputException e
            when has(e, PathVariable.class) -> of(Reason.NOT_FOUND, "There is nothing here.", null, trace);
            case ServerWebInputException e
            when has(e, RequestBody.class) && e.getCause() != null -> null; // it says more
            case ServerWebInputException e
            when refusalBehind(e) == null ->
                of(Reason.INVALID, "A parameter is missing or has the wrong type.", parameterName(e), trace);
            case DecodingException e when refusalBehind(e) == null -> undecodable(e, trace);
            case ResponseStatusException e -> of(e.getStatusCode(), trace);
            default -> null;
        };
    }

    /** Whether it is about a parameter of that kind. A path with an ill-formed id leads nowhere, like one with an unknown id. */
    private static boolean has(ServerWebInputException e, Class<? extends Annotation> kind) {
        MethodParameter parameter = e.getMethodParameter();
        return parameter != null && parameter.hasParameterAnnotation(kind);
    }

    private static @Nullable String parameterName(ServerWebInputException e) {
        MethodParameter parameter = e.getMethodParameter();
        return parameter == null || has(e, RequestBody.class) ? null : parameter.getParameterName();
    }

    private static @Nullable Refused refusalBehind(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused;
            }
        }
        return null;
    }

    /** Only what came in can be malformed; a document of our own that cannot be read is our fault, and not told here. */
    private static Problem undecodable(DecodingException e, @Nullable String trace) {
        return e.getCause() instanceof JacksonException shape && !(shape instanceof StreamReadException)
                ? of(Reason.MALFORMED, "The body has another shape than asked for.", path(shape), trace)
                : of(Reason.MALFORMED, "The body is not well-formed JSON.", null, trace);
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

    private static Problem of(HttpStatusCode status, @Nullable String trace) {
        return switch (status.value()) {
            case 404 -> of(Reason.NOT_FOUND, "There is nothing here.", null, trace);
            case 405 -> of(Reason.METHOD_NOT_ALLOWED, "This path does not take that method.", null, trace);
            case 406, 415 -> of(Reason.UNSUPPORTED_MEDIA_TYPE, "We speak application/json.", null, trace);
            case 413 -> of(Reason.TOO_LARGE, "The body is larger than 256 KiB.", null, trace);
            default ->
                status.is4xxClientError()
                        ? of(Reason.MALFORMED, "The request is not as it should be.", null, trace)
                        : of(Reason.INTERNAL, "Something went wrong on our side.", null, trace);
        };
    }
}
