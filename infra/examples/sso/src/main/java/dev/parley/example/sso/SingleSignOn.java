package dev.parley.example.sso;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.client.RestClient;

/** Everything that single sign-on takes: who may see what, and what happens when somebody leaves. The rest is in the properties. */
@Configuration(proxyBeanMethods = false)
class SingleSignOn {

    @Bean
    SecurityFilterChain security(HttpSecurity http, ClientRegistrationRepository registrations) {
        OidcClientInitiatedLogoutSuccessHandler leaveParleyToo =
                new OidcClientInitiatedLogoutSuccessHandler(registrations);
        leaveParleyToo.setPostLogoutRedirectUri("{baseUrl}/");
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/", "/noticeboard.css", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .oauth2Login(
                        login -> login.loginPage("/").defaultSuccessUrl("/").failureUrl("/?refused"))
                .logout(logout -> logout.logoutSuccessHandler(leaveParleyToo))
                // Whoever signs out at Parley is signed out here as well.
                .oidcLogout(logout -> logout.backChannel(Customizer.withDefaults()))
                .build();
    }

    /** Calls Parley in the name of whoever is signed in, with a fresh token each time one is needed. */
    @Bean
    RestClient parley(
            OAuth2AuthorizedClientManager clients,
            @Value("${spring.security.oauth2.client.provider.parley.issuer-uri}") String address) {
        return RestClient.builder()
                .baseUrl(address)
                .requestInterceptor(new OAuth2ClientHttpRequestInterceptor(clients))
                .build();
    }
}
