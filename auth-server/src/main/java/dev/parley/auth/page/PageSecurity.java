package dev.parley.auth.page;

import dev.parley.auth.account.Credentials;
import dev.parley.auth.browser.BrowserSettings;
import dev.parley.auth.factor.Passkeys;
import dev.parley.auth.factor.SecondFactors;
import dev.parley.auth.logout.LogoutAnswers;
import dev.parley.auth.logout.SignOut;
import dev.parley.auth.web.SignInFirst;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.savedrequest.RequestCache;

/** Who may see which page, and how a browser is signed in and out. */
@Configuration(proxyBeanMethods = false)
class PageSecurity {

    private static final String[] OPEN = {
        SignInFirst.PAGE,
        SignInPages.REFUSED,
        "/id/sign-in/code/**",
        PasskeySignIn.ADDRESS,
        "/id/register/**",
        "/id/reset/**",
        "/id/verify/**",
        "/id/welcome/**",
        "/id/assets/**",
        "/id/signed-out"
    };

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http,
            Credentials credentials,
            SecondFactors factors,
            Passkeys passkeys,
            SignInFirst signInFirst,
            RequestCache wantedPage,
            BrowserSettings settings,
            SignOut signOut,
            LogoutAnswers signedOut,
            Clock clock) {
        return http.securityMatcher("/id", "/id/**")
                .authenticationProvider(new PasswordSignIn(credentials, factors, clock))
                .authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, InvitationPages.ADDRESS)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .requestCache(cache -> cache.requestCache(wantedPage))
                .formLogin(form -> form.loginPage(SignInFirst.PAGE)
                        .successHandler(new Onward(wantedPage, settings))
                        .failureHandler(new PasswordFailed(clock)))
                .with(new FurtherSignIns(new Onward(wantedPage, settings), factors, passkeys, credentials, clock))
                .logout(logout -> logout.logoutUrl("/id/sign-out")
                        .addLogoutHandler(signOut)
                        .logoutSuccessHandler(signedOut))
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(signInFirst)
                        .accessDeniedHandler(new AccessDeniedHandlerImpl()))
                .build();
    }
}
