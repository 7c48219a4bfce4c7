package dev.parley.edge;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.edge.token.ProofRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers every failure of a request with a {@link Problem}, whether a handler, a codec or the security chain said no. */
final class ProblemHandler
        implements WebExceptionHandler, ServerAuthenticationEntryPoint, ServerAccessDeniedHandler, Ordered {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private final JsonMapper json;

    ProblemHandler(JsonMapper json) {
        this.json = json;
    }

    /** Before Boot's own handler, which would answer in another shape. */
    @Override
    public int getOrder() {
        return -2;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(failure);
        }
        Problem problem = Problem.of(failure, Trace.of(exchange));
        if (problem.code() == Reason.INTERNAL) {
            log.error(
                    "{} {} failed, trace {}",
                    exchange.getRequest().getMethod(),
                    place(exchange),
                    problem.traceId(),
                    failure);
        }
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.code() == Reason.NOT_AUTHENTICATED) {
            headers.set(
                    HttpHeaders.WWW_AUTHENTICATE, failure instanceof ProofRefused bound ? bound.challenge() : "Bearer");
        }
        if (problem.code().passes()) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Refused.retryAfterSeconds(failure)));
        }
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(json.writeValueAsBytes(problem))));
    }

    /** As the handler names it, because some paths hold what opens a door and is no word for a log. */
    private static Object place(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(
                HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "(a path that no handler has)");
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException failure) {
        return handle(exchange, failure);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException failure) {
        return handle(exchange, (Throwable) failure);
    }
}
