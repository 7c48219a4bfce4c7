package dev.parley.auth.oauth;

import dev.parley.auth.web.SignInFirst;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.http.converter.OAuth2ErrorHttpMessageConverter;

/** A refusal that may go nowhere: people see a page of ours, programs the standard's JSON. */
public final class PlainRefusal {

    private static final OAuth2ErrorHttpMessageConverter JSON = new OAuth2ErrorHttpMessageConverter();

    private PlainRefusal() {}

    public static void send(OAuth2Error error, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (SignInFirst.isBrowser(request)) {
            response.sendError(HttpStatus.BAD_REQUEST.value(), error.toString());
            return;
        }
        try (ServletServerHttpResponse answer = new ServletServerHttpResponse(response)) {
            answer.setStatusCode(HttpStatus.BAD_REQUEST);
            JSON.write(error, null, answer);
        }
    }
}
