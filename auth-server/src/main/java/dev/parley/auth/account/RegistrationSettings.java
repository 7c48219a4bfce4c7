package dev.parley.auth.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the command side is told of new accounts.
 *
 * @param commandTimeout how long a registration waits for the command side
 * @param registrationRetry how often accounts that it does not know yet are sent again
 */
@ConfigurationProperties("parley.auth")
record RegistrationSettings(
        @DefaultValue("5s") Duration commandTimeout,
        @DefaultValue("1s") Duration registrationRetry) {}
