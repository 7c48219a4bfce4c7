package dev.parley.auth.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which web pages of other origins may call from a browser.
 *
 * @param allowedOrigins such as {@code https://app.example.org}; none by default
 */
@ConfigurationProperties("parley.cors")
record CorsSettings(@DefaultValue List<String> allowedOrigins) {

    CorsSettings {
        allowedOrigins = List.copyOf(allowedOrigins);
    }
}
