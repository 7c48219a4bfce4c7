package dev.parley.auth.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** A no in the shape of RFC 6749, 5.2, where something of ours says it before the standard endpoints do. */
public final class StandardErrors {

    private StandardErrors() {}

    /** Whether applications and not browsers ask there. */
    public static boolean areExpected(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/oauth2/") && !path.startsWith("/oauth2/authorize");
    }

    /** The words are ours alone: nothing in them needs escaping. */
    public static void write(HttpServletResponse response, int status, String error, String description)
            throws IOException {
        response.setStatus(status);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getWriter().write("{\"error\":\"" + error + "\",\"error_description\":\"" + description + "\"}");
    }
}
