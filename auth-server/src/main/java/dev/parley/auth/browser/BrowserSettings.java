package dev.parley.auth.browser;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a browser is remembered.
 *
 * @param browserIdle how long somebody who is signed in may do nothing before they have to sign in again
 * @param browserVisit the same for a visitor who has not signed in: time enough to fill in a form
 * @param browserLife how long a browser is remembered at most, however busy it is; then people sign in again
 */
@ConfigurationProperties("parley.auth")
public record BrowserSettings(
        @DefaultValue("24h") Duration browserIdle,
        @DefaultValue("30m") Duration browserVisit,
        @DefaultValue("30d") Duration browserLife) {}
