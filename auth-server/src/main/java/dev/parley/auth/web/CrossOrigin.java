package dev.parley.auth.web;

import dev.parley.auth.failure.CannotStart;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/**
 * Lets pages of other origins call what a script may call with a token in hand, if the settings name them. Never with cookies, and
 * never the pages on which people sign in.
 */
@Configuration(proxyBeanMethods = false)
class CrossOrigin {

    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+");

    private static final List<String> PATHS = List.of(
            "/api/**",
            "/oauth2/token",
            "/oauth2/revoke",
            "/oauth2/jwks",
            "/oauth2/par",
            "/userinfo",
            "/.well-known/**");

    @Bean
    FilterRegistrationBean<CorsFilter> crossOriginFilter(CorsSettings settings) {
        settings.allowedOrigins().forEach(CrossOrigin::requireOrigin);
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(settings.allowedOrigins());
        rules.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        rules.setAllowedHeaders(List.of("Authorization", "Content-Type", "DPoP", "Idempotency-Key", "traceparent"));
        rules.setExposedHeaders(List.of("Trace-Id", "Retry-After", "WWW-Authenticate", "DPoP-Nonce", "Location"));
        rules.setMaxAge(Duration.ofHours(1));
        UrlBasedCorsConfigurationSource paths = new UrlBasedCorsConfigurationSource();
        PATHS.forEach(path -> paths.registerCorsConfiguration(path, rules));
        FilterRegistrationBean<CorsFilter> filter = new FilterRegistrationBean<>(new CorsFilter(paths));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 15);
        filter.setEnabled(!settings.allowedOrigins().isEmpty());
        return filter;
    }

    private static void requireOrigin(String origin) {
        if (!ORIGIN.matcher(origin).matches()) {
            throw new CannotStart("parley.cors.allowed-origins lists origins such as https://app.example.org, not \""
                    + origin + "\".");
        }
    }
}
