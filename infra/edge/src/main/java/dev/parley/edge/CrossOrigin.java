package dev.parley.edge;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;

/**
 * Lets pages of other origins call what a script may call with a token in hand, if the settings name them. Never with cookies, and
 * never the pages on which people sign in. A browser's question comes without a token, so it is answered before anybody asks for one.
 * The authorization server answers for its own paths, with the same settings.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CorsSettings.class)
class CrossOrigin {

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 15)
    CorsWebFilter crossOriginFilter(CorsSettings settings) {
        UrlBasedCorsConfigurationSource paths = new UrlBasedCorsConfigurationSource();
        if (!settings.allowedOrigins().isEmpty()) {
            CorsConfiguration rules = new CorsConfiguration();
            rules.setAllowedOrigins(settings.allowedOrigins());
            rules.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
            rules.setAllowedHeaders(List.of("Authorization", "Content-Type", "DPoP", "Idempotency-Key", "traceparent"));
            rules.setExposedHeaders(List.of("Trace-Id", "Retry-After", "WWW-Authenticate", "DPoP-Nonce", "Location"));
            rules.setMaxAge(Duration.ofHours(1));
            paths.registerCorsConfiguration("/api/**", rules);
        }
        return new CorsWebFilter(paths);
    }
}
