package dev.parley.edge;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web pages of other origins may call from a browser.
 *
 * @param allowedOrigins such as {@code https://app.example.org}; none by default
 */
@ConfigurationProperties("parley.cors")
record CorsSettings(@DefaultValue List<String> allowedOrigins) {

    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+");

    CorsSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
        for (String origin : allowedOrigins) {
            if (!ORIGIN.matcher(origin).matches()) {
                throw new IllegalArgumentException(
                        "parley.cors.allowed-origins lists origins such as https://app.example.org, not \"" + origin
                                + "\".");
            }
        }
    }
}
