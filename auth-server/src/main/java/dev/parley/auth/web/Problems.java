package dev.parley.auth.web;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.error.ErrorPage;
import org.springframework.boot.web.error.ErrorPageRegistrar;
import org.springframework.boot.web.error.ErrorPageRegistry;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers every failure of a request with a {@link Problem}: those of handlers, and those that never reached one. */
@RestControllerAdvice
@RestController
final class Problems implements ErrorController, ErrorPageRegistrar {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final String PATH = "/error";

    @Override
    public void registerErrorPages(ErrorPageRegistry pages) {
        pages.addErrorPages(new ErrorPage(PATH));
    }

    @ExceptionHandler
    ResponseEntity<Problem> answer(Exception failure, HttpServletRequest request) {
        Problem problem = Problem.of(failure, Trace.of(request));
        if (problem.code() == Reason.INTERNAL) {
            log.error(
                    "{} {} failed, trace {}", request.getMethod(), request.getRequestURI(), problem.traceId(), failure);
        }
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(failure instanceof ErrorResponse response ? response.getHeaders() : HttpHeaders.EMPTY);
        if (problem.code().passes()) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Refused.retryAfterSeconds(failure)));
        }
        return answer(problem, headers);
    }

    /** What the container itself refused, or a filter did by a bare status. */
    @RequestMapping(PATH)
    ResponseEntity<Problem> answer(HttpServletRequest request) {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 500;
        return answer(Problem.of(HttpStatusCode.valueOf(status), Trace.of(request)), new HttpHeaders());
    }

    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        if (problem.status() == HttpStatus.UNAUTHORIZED.value()) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return ResponseEntity.status(problem.status()).headers(headers).body(problem);
    }
}
