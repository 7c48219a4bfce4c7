package dev.parley.auth.web;

import dev.parley.auth.proof.Proofs;
import jakarta.servlet.DispatcherType;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AnonymousConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.LogoutConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.annotation.web.configurers.SessionManagementConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** Who may ask what of our own API. Whatever is named neither here nor by the standards is refused. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class WebConfiguration {

    /** What is told of a failure asks nobody who is there: the store, which knows sessions, may be what failed. */
    @Bean
    @Order(0)
    SecurityFilterChain failures(HttpSecurity http) {
        return http.securityMatcher(request -> request.getDispatcherType() == DispatcherType.ERROR)
                .csrf(CsrfConfigurer::disable)
                .sessionManagement(SessionManagementConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .logout(LogoutConfigurer::disable)
                .anonymous(AnonymousConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /**
     * Open to everybody, and deaf to tokens: a client that still sends its expired one must be able to get the next. Other methods
     * pass as well, to be told that there are none.
     */
    @Bean
    @Order(2)
    SecurityFilterChain openDoors(HttpSecurity http) {
        return stateless(http)
                .securityMatcher(
                        "/api/v1/accounts",
                        "/api/v1/sessions",
                        "/api/v1/sessions/refresh",
                        "/api/v1/sessions/second-factor",
                        "/api/v1/password-resets/**",
                        "/api/v1/email-verifications/*")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain apiSecurity(
            HttpSecurity http, JwtDecoder accessTokens, Proofs proofs, SecurityProblems problems) {
        return stateless(http)
                .authorizeHttpRequests(requests -> requests
                        // With a token, the caller's own account is meant; without, a new one.
                        .requestMatchers("/api/v1/administrators")
                        .permitAll()
                        .requestMatchers("/api/**")
                        // Who may do what: the guard below.
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .oauth2ResourceServer(server -> {
                    server.jwt(jwt -> jwt.decoder(accessTokens))
                            .authenticationEntryPoint(problems)
                            .accessDeniedHandler(problems);
                    proofs.areTakenBy(server);
                })
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .build();
    }

    @Bean
    WebMvcConfigurer permissions() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry interceptors) {
                interceptors.addInterceptor(new PermissionGuard()).addPathPatterns("/api/**");
            }
        };
    }

    /** A number where a text belongs is a mistake of the caller's, not a text. */
    @Bean
    JsonMapperBuilderCustomizer strictTexts() {
        return json -> json.withCoercionConfig(LogicalType.Textual, texts -> {
            texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
            texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
            texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        });
    }

    @Bean
    RequestRejectedHandler rejectedRequests() {
        return (request, response, rejection) -> UnreadableRequests.refuse(request, response);
    }

    @Bean
    JsonMapperBuilderCustomizer wholeTexts() {
        return json -> json.addModule(new SimpleModule().addDeserializer(String.class, new WholeText()));
    }

    /** No cookie ever authenticates here, so there is nothing that a forged request could ride on. */
    private static HttpSecurity stateless(HttpSecurity http) {
        return http.csrf(CsrfConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(RequestCacheConfigurer::disable)
                .logout(LogoutConfigurer::disable);
    }
}
