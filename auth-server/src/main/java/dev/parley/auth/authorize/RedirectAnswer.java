package dev.parley.auth.authorize;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** Parameters in the query of a redirect. */
final class RedirectAnswer {

    private RedirectAnswer() {}

    /** The redirect URI stays letter for letter what was registered, with whatever query it has. */
    static void send(HttpServletResponse response, String redirectUri, Map<String, String> answer) {
        String query = answer.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.LOCATION, redirectUri + (redirectUri.contains("?") ? "&" : "?") + query);
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
