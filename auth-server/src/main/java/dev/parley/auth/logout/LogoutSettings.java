package dev.parley.auth.logout;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How applications are told that somebody has signed out.
 *
 * @param logoutNoticeRetry how long to wait after the first failure; after each further one twice as long
 * @param logoutNoticeAttempts after how many failures to give up
 */
@ConfigurationProperties("parley.auth")
record LogoutSettings(
        @DefaultValue("5s") Duration logoutNoticeRetry,
        @DefaultValue("12") int logoutNoticeAttempts) {}
