package dev.parley.standalone.door;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.edge.Problem;
import dev.parley.edge.Trace;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** What a client is told: by the authorization server, or by the door where that could not be asked. */
record Answer(HttpResponseStatus status, HttpHeaders headers, ByteBuf body) {

    private static final Logger log = LoggerFactory.getLogger(Answer.class);

    static Answer of(Throwable failure, String trace, JsonMapper json) {
        Problem problem = Problem.of(failure, trace);
        if (problem.code() == Reason.INTERNAL) {
            log.error("Passing a request on failed, trace {}", trace, failure);
        }
        HttpHeaders headers = new DefaultHttpHeaders()
                .set(HttpHeaderNames.CONTENT_TYPE, MediaType.APPLICATION_PROBLEM_JSON_VALUE)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
                .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'")
                .set("X-Content-Type-Options", "nosniff")
                .set(Trace.HEADER, trace);
        if (problem.code().passes()) {
            headers.set(HttpHeaderNames.RETRY_AFTER, Refused.retryAfterSeconds(failure));
        }
        return new Answer(
                HttpResponseStatus.valueOf(problem.status()),
                headers,
                Unpooled.wrappedBuffer(json.writeValueAsBytes(problem)));
    }

    /** To a question for the head alone, the length is that of the body that is not sent. */
    Mono<Void> giveTo(HttpServerRequest request, HttpServerResponse response) {
        response.status(status);
        OneConnection.copyBeyond(headers, response.responseHeaders());
        return body.isReadable() && !request.method().equals(HttpMethod.HEAD)
                ? response.send(Mono.just(body)).then()
                : response.send();
    }
}
